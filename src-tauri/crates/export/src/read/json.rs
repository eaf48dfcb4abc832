//! JSON: annotations of the W3C model, in a collection, a page or a list.

use serde_json::Value;

use super::{Claim, Error, Spot};

pub(super) fn read(text: &str) -> Result<Vec<Claim>, Error> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Error::Damaged { format: "JSON", detail: error.to_string() })?;
    let items = [&value["first"]["items"], &value["items"], &value].into_iter().find_map(Value::as_array);
    let items = items.map(Vec::as_slice).unwrap_or_default();
    Ok(items.iter().enumerate().filter_map(|(index, item)| claim(index, item)).collect())
}

fn claim(index: usize, item: &Value) -> Option<Claim> {
    let selectors = item["target"]["selector"].as_array()?;
    let quote = selectors.iter().find(|s| s["type"] == "TextQuoteSelector")?["exact"].as_str()?;
    let link = item["tadori:link"].as_str().map(ToOwned::to_owned);
    Some(Claim { quote: quote.to_owned(), link, spot: Spot::Item(index + 1) })
}
