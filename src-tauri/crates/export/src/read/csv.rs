//! CSV, as it was exported or as Excel saves it.

use csv::ReaderBuilder;

use super::{Claim, Error, rows};
use crate::csv_table::unguarded;

pub(super) fn read(text: &str) -> Result<Vec<Claim>, Error> {
    let mut rows = Vec::new();
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|error| Error::Damaged { format: "CSV", detail: error.to_string() })?;
        let cells = (0..).zip(record.iter().map(|cell| unguarded(cell).to_owned())).collect();
        rows.push((index + 1, cells));
    }
    Ok(rows::claims("", &rows))
}
