//! JSON as the database holds it; behind an anchor and a line end follows the text to find it in.
#![no_main]

use tadori_ingest::Options;
use tadori_text::{Alignment, Anchor, Anchored, Document, Guess, Metadata, Span};

libfuzzer_sys::fuzz_target!(|stored: &str| {
    let _ = serde_json::from_str::<Vec<Guess>>(stored);
    if let Ok(metadata) = serde_json::from_str::<Metadata>(stored) {
        let again = serde_json::to_string(&metadata).expect("plain values have a JSON form");
        assert!(serde_json::from_str::<Metadata>(&again).is_ok_and(|back| back == metadata), "{again}");
    }
    if let Ok(alignment) = serde_json::from_str::<Alignment>(stored) {
        check_alignment(&alignment);
    }
    let Some((json, text)) = stored.split_once('\n') else { return };
    let Ok(anchor) = serde_json::from_str::<Anchor>(json) else { return };
    let Ok(read) = tadori_ingest::read("a.txt", text.as_bytes(), &Options::default()) else { return };
    for entry in &read.documents {
        check_anchor(&anchor, &entry.document);
    }
});

/// Spans are converted in order and without a panic, whatever the alignment says.
fn check_alignment(alignment: &Alignment) {
    let stored = serde_json::to_string(alignment).expect("an alignment has a JSON form");
    assert!(serde_json::from_str::<Alignment>(&stored).is_ok_and(|back| back == *alignment), "{stored}");
    let mut points: Vec<usize> = serde_json::from_str(&stored).expect("a list of integers");
    points.truncate(16);
    let sums = points.iter().scan(0, |sum, n| {
        *sum += n;
        Some(*sum)
    });
    let mut points: Vec<usize> = sums.flat_map(|n| [n.saturating_sub(1), n, n + 1]).chain([0]).collect();
    points.sort_unstable();
    points.dedup();
    for (at, &start) in points.iter().enumerate() {
        for &end in &points[at..] {
            let span = Span { start, end };
            for converted in [alignment.to_original(span), alignment.to_derived(span)] {
                assert!(converted.start <= converted.end, "{span:?} → {converted:?} by {stored}");
            }
            let stretches = alignment.originals(span);
            assert!(stretches.windows(2).all(|w| w[0].end <= w[1].start), "{span:?} → {stretches:?} by {stored}");
        }
    }
}

/// An anchor that is found is in the text, and one that is made there is found where it was made.
fn check_anchor(anchor: &Anchor, document: &Document) {
    let (Anchored::Same(span) | Anchored::Moved(span)) = anchor.resolve(document) else { return };
    let words = document.source.text().get(span.start..span.end);
    assert!(words.is_some_and(|words| !words.is_empty()), "{anchor:?} at {span:?}");
    if let Some(again) = Anchor::new(document, span) {
        assert!(matches!(again.resolve(document), Anchored::Same(_)), "{again:?} in {document:?}");
    }
}
