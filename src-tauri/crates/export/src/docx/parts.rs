//! The parts of the archive around the text.

use std::fmt::Write as _;

use tadori_text::PartialDate;

use crate::clean::escape;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Parts that are the same in every file.
pub(super) const FIXED: &[(&str, &str)] = &[
    ("[Content_Types].xml", include_str!("content_types.xml")),
    ("_rels/.rels", include_str!("package.rels")),
    ("word/styles.xml", include_str!("styles.xml")),
    ("word/settings.xml", include_str!("settings.xml")),
    ("word/footer1.xml", include_str!("footer.xml")),
];

pub(super) const DOCUMENT_BEGIN: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
);

/// A4, 25 mm around, page numbers at the foot.
pub(super) const DOCUMENT_END: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" \
    w:header=\"851\" w:footer=\"851\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";

/// Word wants these two, for the line above footnotes.
pub(super) const FOOTNOTES_BEGIN: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">",
    "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>",
    "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
);

pub(super) fn core(title: &str, made_on: Option<&PartialDate>) -> String {
    let whole = made_on.filter(|d| d.as_str().len() == 10);
    let made = whole.map(|d| format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{d}T00:00:00Z</dcterms:created>"));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>Tadori</dc:creator>\
         {}<dc:language>ja-JP</dc:language></cp:coreProperties>",
        escape(title),
        made.unwrap_or_default()
    )
}

/// What the text refers to.
pub(super) fn relationships(links: &[String]) -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let fixed = ["styles", "settings", "footnotes"]
        .map(|part| format!("<Relationship Id=\"{part}\" Type=\"{kind}/{part}\" Target=\"{part}.xml\"/>"))
        .concat();
    let footer = format!("<Relationship Id=\"footer\" Type=\"{kind}/footer\" Target=\"footer1.xml\"/>");
    wrapped(&format!("{fixed}{footer}{}", external(links)))
}

/// What the footnotes refer to.
pub(super) fn footnote_relationships(links: &[String]) -> String {
    wrapped(&external(links))
}

fn wrapped(relationships: &str) -> String {
    let space = "http://schemas.openxmlformats.org/package/2006/relationships";
    format!("{HEAD}<Relationships xmlns=\"{space}\">{relationships}</Relationships>")
}

fn external(links: &[String]) -> String {
    let mut out = String::new();
    for (index, url) in links.iter().enumerate() {
        let _ = write!(
            out,
            "<Relationship Id=\"link{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" \
             Target=\"{}\" TargetMode=\"External\"/>",
            index + 1,
            escape(url)
        );
    }
    out
}
