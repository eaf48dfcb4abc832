//! A small, well-made PDF around a page that the fuzzer makes up.

use std::fmt::Write as _;

/// What parts the content of the page from the map of its font.
const END: &[u8] = b"\n%%%\n";

/// Objects before the two streams, from number 1 on. `/F1` has Latin letters, `/F2` Japanese ones by a map that all
/// readers know, `/F3` (upright) glyphs that only the `ToUnicode` map of the input explains.
const OBJECTS: [&str; 10] = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 11 0 R\
     /Resources<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>/XObject<</X1 10 0 R>>>>>>",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "<</Type/Font/Subtype/Type0/BaseFont/Mincho/Encoding/UniJIS-UTF16-H/DescendantFonts[7 0 R]>>",
    "<</Type/Font/Subtype/Type0/BaseFont/Mincho/Encoding/Identity-V/DescendantFonts[8 0 R]/ToUnicode 12 0 R>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>\
     /FontDescriptor 9 0 R/DW 1000>>",
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
     /FontDescriptor 9 0 R/DW 1000>>",
    "<</Type/FontDescriptor/FontName/Mincho/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120\
     /CapHeight 700/StemV 80>>",
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\0\nendstream",
];

/// The PDF whose one page has the content `bytes`; behind a line `%%%` follows the `ToUnicode` map of `/F3`.
pub fn page(bytes: &[u8]) -> Vec<u8> {
    let at = bytes.windows(END.len()).position(|w| w == END);
    let (content, map) = at.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + END.len()..]));
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut starts = Vec::new();
    for (number, object) in (1..).zip(OBJECTS) {
        starts.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    for (number, stream) in (OBJECTS.len() + 1..).zip([content, map]) {
        starts.push(pdf.len());
        pdf.extend(format!("{number} 0 obj\n<</Length {}>>\nstream\n", stream.len()).bytes());
        pdf.extend_from_slice(stream);
        pdf.extend_from_slice(b"\nendstream\nendobj\n");
    }
    let size = starts.len() + 1;
    let mut end = format!("xref\n0 {size}\n0000000000 65535 f \n");
    for start in &starts {
        writeln!(end, "{start:010} 00000 n ").expect("strings take all");
    }
    write!(end, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", pdf.len()).expect("strings take all");
    pdf.extend(end.bytes());
    pdf
}
