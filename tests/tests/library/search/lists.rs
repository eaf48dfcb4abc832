//! Order, pages and facets of an answer.

use tadori_library::{Facet, Kind, Library, SearchRequest, Sort};
use tadori_tests::{Desk, request, search};

/// Documents of two kinds, three years and two issuers, each with the word 調査.
fn library(desk: &Desk) -> Library {
    let library = desk.open();
    let mut paths = Vec::new();
    for i in 0..40_usize {
        let kind = ["plan", "brief", ""][i % 3];
        let issuer = ["内海省", "山野庁"][i % 2];
        let date = ["2024-05-01", "2025-05", "2025", "", "2025-06-13"][i % 5];
        let mut text = format!("---\ntitle: 文書{i}\nissuer: {issuer}\n");
        if !kind.is_empty() {
            text += &format!("kind: {kind}\nfiscal_year: {}\n", 2023 + i % 3);
        }
        if !date.is_empty() {
            text += &format!("decided_on: \"{date}\"\n");
        }
        text += &format!("---\n\n# 文書{i}\n\n調査{}を行う。\n", "の調査".repeat(i % 7));
        for section in 0..i % 4 {
            let filler = "別の事柄を述べる文が続き、節の長さを増やしている。".repeat(10);
            text += &format!("\n## 節{section}\n\n{filler}\n\nここでも調査に触れる。\n");
        }
        paths.push(desk.file(format!("{i:02}.md"), text));
    }
    tadori_tests::import(&library, &paths);
    library
}

#[test]
fn pages_together_are_the_whole_list() {
    let desk = Desk::new();
    let library = library(&desk);
    for sort in [Sort::Relevance, Sort::Date] {
        let ask = |offset, limit| {
            let answer = library.search(&SearchRequest { offset, limit, sort, ..request("調査") }).expect("an answer");
            let places: Vec<_> = answer.hits.iter().map(|h| (h.document.id.clone(), h.block)).collect();
            (answer.total, places)
        };
        let (total, whole) = ask(0, 1000);
        assert!(total > 60, "{total} hits are too few to be a test");
        assert_eq!(whole.len(), total);
        for size in [1, 7, 10] {
            let pages: Vec<_> = (0..total.div_ceil(size)).flat_map(|page| ask(page * size, size).1).collect();
            assert_eq!(pages, whole, "{sort:?}, pages of {size}");
        }
        assert_eq!(ask(total, 10), (total, vec![]));
        assert_eq!(ask(total + 1000, usize::MAX), (total, vec![]), "a page far beyond the end is empty");
        assert_eq!(ask(0, 0), (total, vec![]));
    }
}

#[test]
fn the_latest_decision_comes_first_and_undated_ones_last() {
    let desk = Desk::new();
    let library = library(&desk);
    let answer = library.search(&SearchRequest { sort: Sort::Date, ..request("調査") }).expect("an answer");
    let dates: Vec<&str> =
        answer.hits.iter().map(|h| h.document.metadata.decided_on.as_ref().map_or("", |d| d.as_str())).collect();
    let mut expected = dates.clone();
    expected.sort_by(|a, b| b.cmp(a));
    assert_eq!(dates, expected);
    assert_eq!((dates[0], dates[dates.len() - 1]), ("2025-06-13", ""));
}

/// A facet's count is what comes when it is chosen, whatever else is chosen already.
#[test]
fn facet_counts_are_the_hits_they_lead_to() {
    let desk = Desk::new();
    let library = library(&desk);
    let mut checked = 0;
    for base in [
        request("調査"),
        SearchRequest { kinds: vec![Kind::Plan], ..request("調査") },
        SearchRequest { years: vec![2023, 2024], ..request("調査") },
        SearchRequest {
            issuers: vec!["山野庁".to_owned()], kinds: vec![Kind::Brief, Kind::Plan], ..request("調査")
        },
    ] {
        let facets = library.search(&base).expect("an answer").facets;
        let mut check = |list: &str, facets: &[Facet], choose: &dyn Fn(&mut SearchRequest, &str)| {
            assert!(!facets.is_empty(), "{list}");
            for facet in facets {
                let mut chosen = base.clone();
                choose(&mut chosen, &facet.value);
                let total = library.search(&chosen).expect("an answer").total;
                assert_eq!(total, facet.count as usize, "{list} {} with {base:?}", facet.value);
                checked += 1;
            }
        };
        check("kind", &facets.kinds, &|r, v| r.kinds = vec![v.parse().expect("a kind")]);
        check("year", &facets.years, &|r, v| r.years = vec![v.parse().expect("a year")]);
        check("issuer", &facets.issuers, &|r, v| r.issuers = vec![v.to_owned()]);
        check("document", &facets.documents, &|r, v| r.documents = vec![v.to_owned()]);
    }
    assert!(checked > 40, "{checked}");
}

#[test]
fn a_filter_leaves_only_what_it_names() {
    let desk = Desk::new();
    let library = library(&desk);
    let whole = search(&library, "調査").total;
    let id = library.documents()[3].id.to_string();
    let kind = |r: &mut SearchRequest| r.kinds = vec![Kind::Plan];
    let year = |r: &mut SearchRequest| r.years = vec![2024];
    let issuer = |r: &mut SearchRequest| r.issuers = vec!["内海省".to_owned()];
    let document = |r: &mut SearchRequest| r.documents = vec![id.clone()];
    let filters: [&dyn Fn(&mut SearchRequest); 4] = [&kind, &year, &issuer, &document];
    for (i, filter) in filters.iter().enumerate() {
        let mut asked = request("調査");
        filter(&mut asked);
        let answer = library.search(&asked).expect("an answer");
        assert!(answer.total > 0 && answer.total < whole, "filter {i}: {} of {whole}", answer.total);
        for hit in answer.hits.iter().chain(&answer.near) {
            let m = &hit.document.metadata;
            let fits = match i {
                0 => m.kind == Some(Kind::Plan),
                1 => m.fiscal_year == Some(2024),
                2 => m.issuer.as_deref() == Some("内海省"),
                _ => hit.document.id.as_str() == id,
            };
            assert!(fits, "filter {i} let {} through", hit.document.file_name);
        }
    }
}
