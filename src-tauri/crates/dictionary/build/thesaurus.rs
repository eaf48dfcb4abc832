//! Makes a thesaurus of word vectors: chiVe (Works Applications), as the Python package `ja-ginza` carries it.
//!
//! The vectors of 480,000 words share 20,000 places. Of those that IPADIC's words and katakana words have, each keeps the
//! nearest: that is all that is ever asked, and a ninth of the size.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ndarray::{Array2, ArrayView1, ArrayView2, Axis};
use rayon::prelude::*;

/// Folder of a wheel in which the words and vectors lie, below the one that has the version in its name.
const VOCABULARY: &str = "/vocab/";
/// Nearest places that are kept of each place, itself among them.
const NEAREST: usize = 64;
/// Words compared with all others at a time.
const CHUNK: usize = 256;
/// Cosine below which two words have nothing to do with one another.
const LEAST: f32 = 0.35;
/// Letters of katakana words: shorter ones are seldom words, longer ones seldom one.
const KATAKANA: std::ops::RangeInclusive<usize> = 3..=12;
/// Parts of speech that have meaning, by the CSV file of IPADIC; names are none.
const FILES: [&str; 9] = [
    "Noun.csv",
    "Noun.verbal.csv",
    "Noun.adverbal.csv",
    "Noun.adjv.csv",
    "Noun.nai.csv",
    "Verb.csv",
    "Adj.csv",
    "Adverb.csv",
    "Suffix.csv",
];

/// Column of IPADIC's base form.
const BASE: usize = 10;

/// Words → places, and vectors by place.
struct Vectors {
    places: HashMap<String, usize>,
    all: Array2<f32>,
}

/// Writes `senses.fst` (word → sense) and `near.bin` (see the crate's `thesaurus`).
pub(crate) fn build(own: &Path, ipadic: &Path, out: &Path) -> Result<()> {
    let wheel = wheel(own)?;
    let mut vectors = read(&wheel).with_context(|| format!("reading {}", wheel.display()))?;
    let wanted = base_forms(ipadic)?;
    vectors.places.retain(|word, _| wanted.contains(word) || is_katakana_word(word));
    // Places that are in use, numbered anew.
    let used: BTreeSet<usize> = vectors.places.values().copied().collect();
    ensure!(u16::try_from(used.len()).is_ok(), "{} places are too many for their numbers", used.len());
    let senses: HashMap<usize, u16> = used.iter().copied().zip(0..).collect();
    let words: BTreeMap<&str, u64> =
        vectors.places.iter().map(|(word, place)| (word.as_str(), u64::from(senses[place]))).collect();
    let mut map = fst::MapBuilder::new(BufWriter::new(File::create(out.join("senses.fst"))?))?;
    map.extend_iter(words)?;
    map.finish()?;
    let mut units = vectors.all.select(Axis(0), &used.into_iter().collect::<Vec<_>>());
    for mut unit in units.rows_mut() {
        let length = unit.dot(&unit).sqrt().max(f32::MIN_POSITIVE);
        unit /= length;
    }
    fs::write(out.join("near.bin"), table(&units))?;
    Ok(())
}

/// The wheel that pip put here.
fn wheel(own: &Path) -> Result<PathBuf> {
    let folder = own.join("wheels");
    println!("cargo::rerun-if-changed={}", own.join("requirements.txt").display());
    println!("cargo::rerun-if-changed={}", folder.display());
    let files = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|e| e == "whl")).max().with_context(|| {
        format!("the word vectors are missing (no wheel in {}); run `cargo xtask setup`", folder.display())
    })
}

/// Words and vectors as spaCy writes them: texts, hash of a text → place, and a numpy table.
fn read(wheel: &Path) -> Result<Vectors> {
    let mut archive = zip::ZipArchive::new(File::open(wheel)?)?;
    let mut file = |name: &str| -> Result<Vec<u8>> {
        let end = [VOCABULARY, name].concat();
        let path = archive.file_names().flatten().find(|path| path.ends_with(&end)).map(Cow::into_owned);
        let mut bytes = Vec::new();
        archive.by_name(&path.with_context(|| format!("{name} is not there"))?)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let texts: Vec<String> = serde_json::from_slice(&file("strings.json")?)?;
    let rows: HashMap<u64, i32> = rmp_serde::from_slice(&file("key2row")?)?;
    let numbers = file("vectors")?;
    let table = npyz::NpyFile::new(numbers.as_slice())?;
    ensure!(table.order() == npyz::Order::C && table.shape().len() == 2, "the vectors are not a table of rows");
    let shape = (usize::try_from(table.shape()[0])?, usize::try_from(table.shape()[1])?);
    let all = Array2::from_shape_vec(shape, table.into_vec()?)?;
    let place = |text: String| {
        // spaCy's key of a text (`hash_string`): MurmurHash64A with seed 1.
        let row = *rows.get(&murmurhash64::murmur_hash64a(text.as_bytes(), 1))?;
        Some((text, usize::try_from(row).ok()?))
    };
    let places: HashMap<String, usize> = texts.into_iter().filter_map(place).collect();
    ensure!(!places.is_empty(), "no word has a vector");
    Ok(Vectors { places, all })
}

/// IPADIC's base forms.
fn base_forms(ipadic: &Path) -> Result<BTreeSet<String>> {
    let mut forms = BTreeSet::new();
    for name in FILES {
        let mut file = csv::ReaderBuilder::new().has_headers(false).from_path(ipadic.join(name))?;
        for row in file.records() {
            forms.extend(row?.get(BASE).map(str::to_owned));
        }
    }
    Ok(forms)
}

fn is_katakana_word(word: &str) -> bool {
    KATAKANA.contains(&word.chars().count()) && word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'))
}

/// A cosine in 255 parts.
#[expect(clippy::cast_sign_loss, reason = "never below 0")]
fn parts(cosine: f32) -> u8 {
    (cosine.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// At which byte the list of each sense begins, and the last one ends (u32); then the lists: each near sense (u16), itself
/// too, with its cosine in 255 parts (u8), the nearest first. All little-endian.
fn table(units: &Array2<f32>) -> Vec<u8> {
    let nearest = |cosines: ArrayView1<'_, f32>| {
        let mut near: Vec<(u16, f32)> = (0..).zip(cosines.iter().copied()).filter(|n| n.1 >= LEAST).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        near.truncate(NEAREST);
        near
    };
    let chunks: Vec<ArrayView2<'_, f32>> = units.axis_chunks_iter(Axis(0), CHUNK).collect();
    let near: Vec<Vec<(u16, f32)>> = chunks
        .par_iter()
        .flat_map_iter(|chunk| chunk.dot(&units.t()).rows().into_iter().map(nearest).collect::<Vec<_>>())
        .collect();
    let first = size_of::<u32>() * (near.len() + 1);
    let mut starts: Vec<u8> = Vec::with_capacity(first);
    let mut lists: Vec<u8> = Vec::new();
    for list in &near {
        starts.extend(((first + lists.len()) as u32).to_le_bytes());
        for (sense, cosine) in list {
            lists.extend(sense.to_le_bytes());
            lists.push(parts(*cosine));
        }
    }
    starts.extend(((first + lists.len()) as u32).to_le_bytes());
    [starts, lists].concat()
}
