//! Prints the figures of the PDFs in `../shared/pdf`, `name<TAB>value<TAB>labels` a line, for `cargo xtask quality`.

use tadori_tests::pdf::{files, measure};

fn main() {
    for folder in ["real", "made"] {
        for path in files(folder) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            // One file asks for a password.
            if name.contains("enc_user") {
                continue;
            }
            let figures = measure(&path);
            let print = |what: &str, value: Option<f64>| {
                if let Some(value) = value {
                    println!("{name}: {what}\t{value}\t{}", figures.pages);
                }
            };
            print("characters kept", figures.kept);
            print("characters as poppler", figures.same);
            print("order as poppler", figures.order);
            print("spaces between Japanese characters (want few)", Some(figures.spaces as f64));
            print("pages needing OCR (want few)", Some(figures.unread as f64));
        }
    }
}
