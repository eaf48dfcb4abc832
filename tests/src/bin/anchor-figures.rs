//! Prints how well anchors are found again, `name<TAB>value<TAB>anchors` a line, for `cargo xtask quality`.

use tadori_tests::anchors::{cases, measure};

fn main() {
    let outcomes = measure(1);
    for name in cases() {
        let outcome = outcomes.get(name).copied().unwrap_or_default();
        println!("{name}: right or honestly lost\t{}\t{}", outcome.honest(), outcome.all());
        println!("{name}: wrongly moved (want few)\t{}\t{}", outcome.wrong, outcome.all());
        if outcome.there > 0 {
            println!("{name}: found, of what is still there\t{}\t{}", outcome.kept(), outcome.there);
        }
    }
}
