use proptest::prelude::*;
use proptest::sample::Index;

use super::{Alignment, AlignmentBuilder};
use crate::Span;
use crate::tests::some_span;

/// One step of making a derived text: (original, derived); equal when copied.
type Step = (&'static str, &'static str);

const STEPS: &[Step] = &[
    ("研究", "研究"),
    ("ab", "ab"),
    ("x", "x"),
    ("㈱", "(株)"),
    ("ﾍﾞ", "ベ"),
    ("Ａ", "a"),
    ("\r\n", ""),
    (" ", ""),
    ("", " "),
];

struct Pair {
    original: String,
    derived: String,
    alignment: Alignment,
    /// For each derived byte the original bytes it stands for, and the other way round.
    originals: Vec<Span>,
    deriveds: Vec<Span>,
}

fn pair(steps: &[Step]) -> Pair {
    const MARGIN: &str = "余白";
    let mut builder = AlignmentBuilder::starting_at(MARGIN.len());
    let (mut original, mut derived) = (MARGIN.to_owned(), String::new());
    let (mut originals, mut deriveds) = (Vec::new(), vec![Span::new(0, 0); MARGIN.len()]);
    for (from, to) in steps {
        let (o, d) = (original.len(), derived.len());
        if from == to {
            builder.copy(from.len());
            originals.extend((o..o + from.len()).map(|i| Span::new(i, i + 1)));
            deriveds.extend((d..d + to.len()).map(|i| Span::new(i, i + 1)));
        } else {
            builder.replace(from.len(), to.len());
            originals.extend(to.bytes().map(|_| Span::new(o, o + from.len())));
            deriveds.extend(from.bytes().map(|_| Span::new(d, d + to.len())));
        }
        original.push_str(from);
        derived.push_str(to);
    }
    Pair { original, derived, alignment: builder.finish(), originals, deriveds }
}

/// The smallest span over what each byte of `span` stands for.
fn hull(images: &[Span], span: Span) -> Option<Span> {
    let parts = || images[span.start..span.end].iter().filter(|image| !image.is_empty());
    Some(Span::new(parts().map(|p| p.start).min()?, parts().map(|p| p.end).max()?))
}

fn pairs() -> impl Strategy<Value = Pair> {
    prop::collection::vec(prop::sample::select(STEPS), 0..12).prop_map(|steps| pair(&steps))
}

impl std::fmt::Debug for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} → {:?} by {:?}", self.original, self.derived, self.alignment)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_span_maps_to_what_its_bytes_stand_for(pair in pairs(), cut in any::<(Index, Index)>()) {
        let span = some_span(&pair.derived, cut);
        let mapped = pair.alignment.to_original(span);
        match hull(&pair.originals, span) {
            Some(images) => prop_assert_eq!(mapped, images),
            None => prop_assert!(mapped.is_empty()),
        }
        prop_assert!(pair.original.get(mapped.start..mapped.end).is_some());

        let span = some_span(&pair.original, cut);
        let mapped = pair.alignment.to_derived(span);
        match hull(&pair.deriveds, span) {
            Some(images) => prop_assert_eq!(mapped, images),
            None => prop_assert!(mapped.is_empty()),
        }
        prop_assert!(pair.derived.get(mapped.start..mapped.end).is_some());
    }

    #[test]
    fn stretches_are_what_the_bytes_stand_for_and_nothing_else(pair in pairs(), cut in any::<(Index, Index)>()) {
        let span = some_span(&pair.derived, cut);
        let stretches = pair.alignment.originals(span);
        let expected: std::collections::BTreeSet<usize> =
            pair.originals[span.start..span.end].iter().flat_map(|image| image.start..image.end).collect();
        let found: Vec<usize> = stretches.iter().flat_map(|s| s.start..s.end).collect();
        prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
        prop_assert!(stretches.windows(2).all(|two| two[0].end < two[1].start));
    }

    #[test]
    fn there_and_back_covers(pair in pairs(), cut in any::<(Index, Index)>()) {
        let span = some_span(&pair.original, cut);
        let derived = pair.alignment.to_derived(span);
        let back = pair.alignment.to_original(derived);
        // All of it but what was left out.
        let kept = (span.start..span.end).filter(|&i| !pair.deriveds[i].is_empty());
        for byte in kept {
            prop_assert!((back.start..back.end).contains(&byte));
        }
    }

    #[test]
    fn order_is_kept(pair in pairs(), one in any::<(Index, Index)>(), other in any::<(Index, Index)>()) {
        let (a, b) = (some_span(&pair.derived, one), some_span(&pair.derived, other));
        // An empty span inside an atom has no place of its own; nor has one that was put in.
        let (x, y) = (pair.alignment.to_original(a), pair.alignment.to_original(b));
        if a.start <= b.start && a.end <= b.end && !x.is_empty() && !y.is_empty() {
            prop_assert!(x.start <= y.start && x.end <= y.end);
        }
    }

    #[test]
    fn stored_form_reads_back(pair in pairs()) {
        let list = pair.alignment.to_list();
        prop_assert_eq!(Alignment::from_list(&list), Some(pair.alignment));
    }

    #[test]
    fn no_stored_form_panics(list in prop::collection::vec(any::<u32>(), 0..8), a in any::<u32>(), b in any::<u32>()) {
        if let Some(alignment) = Alignment::from_list(&list) {
            let span = Span::new(a.min(b) as usize, a.max(b) as usize);
            alignment.to_original(span);
            alignment.to_derived(span);
            alignment.originals(span);
        }
    }
}

#[test]
fn stored_form_is_a_flat_list() {
    let stored = |steps: &[Step]| pair(steps).alignment.to_list();
    assert_eq!(stored(&[]), [6]);
    assert_eq!(stored(&[("研究", "研究"), ("x", "x")]), [6, 7]);
    assert_eq!(stored(&[("ab", "ab"), ("㈱", "(株)"), ("Ａ", "a"), ("x", "x")]), [6, 2, 3, 5, 0, 3, 1, 1]);
    assert_eq!(stored(&[("\r\n", ""), (" ", ""), ("x", "x")]), [6, 0, 3, 0, 1]);
}

#[test]
fn no_other_list_is_an_alignment() {
    for list in [&[][..], &[0, 1, 2], &[u32::MAX, 1], &[0, u32::MAX, 1, 1]] {
        assert_eq!(Alignment::from_list(list), None, "{list:?}");
    }
}

#[test]
fn an_empty_span_stays_beside_its_neighbour() {
    let pair = pair(&[("研究", "研究"), ("\r\n", ""), ("x", "x")]);
    let at = |i| Span::new(i, i);
    assert_eq!(pair.alignment.to_original(at(0)), at(6));
    assert_eq!(pair.alignment.to_original(at(3)), at(9));
    assert_eq!(pair.alignment.to_original(at(6)), at(14));
    assert_eq!(pair.alignment.to_original(at(7)), at(15));
    assert_eq!(pair.alignment.to_original(at(99)), at(15));
    assert_eq!(pair.alignment.to_derived(at(12)), at(6));
    assert_eq!(pair.alignment.to_derived(Span::new(0, 6)), at(0));
}
