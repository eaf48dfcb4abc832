//! Anchors are found again or honestly lost, never moved to another passage; the figures stand in `quality/anchors.md`.

use tadori_tests::anchors::measure;

#[test]
fn anchors_are_found_again_or_honestly_lost() {
    let outcomes = measure(1);
    let told: Vec<_> = outcomes.iter().map(|(name, o)| format!("{name}: {o:?}")).collect();
    for (name, outcome) in &outcomes {
        assert!(outcome.all() > 300, "{name}: too few to tell");
        assert!(outcome.honest() >= 0.99 && outcome.wrong == 0, "{told:#?}");
        // Whoever loses everything is never wrong.
        let least = match *name {
            "nothing changed" => 1.0,
            "width and spaces of figures changed" | "edits farther off" => 0.97,
            "reissued with other lines and pages" => 0.9,
            "sentences put in" | "sentences taken out" | "headings numbered anew" => 0.65,
            "edits in the sentence beside" | "sections moved" => 0.45,
            // Where a look-alike stands beside it, to be found is luck.
            _ => 0.0,
        };
        assert!(outcome.there == 0 || outcome.kept() >= least, "{name} {}: {told:#?}", outcome.kept());
    }
}
