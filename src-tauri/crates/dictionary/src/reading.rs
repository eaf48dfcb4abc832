//! Readings: kana and romaji typed without conversion find kanji.
//!
//! Readings are only for such queries: unifying by reading in general would
//! merge homophones (機構 and 気候 and 帰港).

use wana_kana::ConvertJapanese;

/// Folds a katakana reading so that the spellings of one sound agree: long
/// vowels become the vowel (コホート → コホオト, ソウヤク → ソオヤク, ケイ → ケエ),
/// ヂ ヅ become ジ ズ, ヴ becomes ブ.
pub fn fold_reading(katakana: &str) -> String {
    let mut out = String::with_capacity(katakana.len());
    for c in katakana.chars() {
        let last = out.chars().next_back().and_then(vowel);
        let folded = match (c, last) {
            ('ー', Some(v)) => v,
            ('ー', None) => continue,
            ('ウ' | 'ゥ', Some('オ')) | ('ヲ', _) => 'オ',
            ('イ' | 'ィ', Some('エ')) => 'エ',
            ('ヂ', _) => 'ジ',
            ('ヅ', _) => 'ズ',
            ('ヴ', _) => 'ブ',
            _ => c,
        };
        out.push(folded);
    }
    out
}

/// The vowel kana that a kana ends in.
fn vowel(kana: char) -> Option<char> {
    Some(match kana {
        'ア' | 'カ' | 'サ' | 'タ' | 'ナ' | 'ハ' | 'マ' | 'ヤ' | 'ラ' | 'ワ' | 'ガ' | 'ザ' | 'ダ' | 'バ' | 'パ'
        | 'ァ' | 'ャ' => 'ア',
        'イ' | 'キ' | 'シ' | 'チ' | 'ニ' | 'ヒ' | 'ミ' | 'リ' | 'ギ' | 'ジ' | 'ビ' | 'ピ' | 'ィ' => 'イ',
        'ウ' | 'ク' | 'ス' | 'ツ' | 'ヌ' | 'フ' | 'ム' | 'ユ' | 'ル' | 'グ' | 'ズ' | 'ブ' | 'プ' | 'ゥ' | 'ュ' => {
            'ウ'
        }
        'エ' | 'ケ' | 'セ' | 'テ' | 'ネ' | 'ヘ' | 'メ' | 'レ' | 'ゲ' | 'ゼ' | 'デ' | 'ベ' | 'ペ' | 'ェ' => {
            'エ'
        }
        'オ' | 'コ' | 'ソ' | 'ト' | 'ノ' | 'ホ' | 'モ' | 'ヨ' | 'ロ' | 'ゴ' | 'ゾ' | 'ド' | 'ボ' | 'ポ' | 'ォ'
        | 'ョ' => 'オ',
        _ => return None,
    })
}

/// The folded reading of a word typed in hiragana or romaji; `None` where it is neither.
///
/// `word` is normalised (lower case, half width). Katakana is not taken as a
/// reading: it is how words are written. Fewer than two kana say too little.
pub fn reading_of_query(word: &str) -> Option<String> {
    let hiragana = word.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ー'));
    let romaji = word.chars().all(|c| c.is_ascii_lowercase() || c == '\'' || c == '-');
    let katakana = if hiragana {
        word.to_katakana()
    } else if romaji {
        let kana = word.replace('-', "").to_katakana();
        if !kana.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー')) {
            return None;
        }
        kana
    } else {
        return None;
    };
    (katakana.chars().count() >= 2).then(|| fold_reading(&katakana))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sound_has_one_folded_form() {
        for (a, b) in
            [("コホート", "コホオト"), ("ソウヤク", "ソーヤク"), ("ケイカク", "ケーカク"), ("ツヅキ", "ツズキ")]
        {
            assert_eq!(fold_reading(a), fold_reading(b), "{a} {b}");
        }
        assert_ne!(fold_reading("キコウ"), fold_reading("キカ"));
    }

    #[test]
    fn kana_and_romaji_are_readings_and_other_words_are_not() {
        for (query, reading) in [
            ("そうやく", Some("ソウヤク")),
            ("souyaku", Some("ソウヤク")),
            ("ninchishou", Some("ニンチショウ")),
            ("kohooto", Some("コホート")),
            ("kenkyuu", Some("ケンキュウ")),
            ("shinkansen", Some("シンカンセン")),
            ("kin'en", Some("キンエン")),
            ("え", None),
            ("コホート", None),
            ("創薬", None),
            ("amed", None),
            ("elsi", None),
            ("scarda", None),
            ("", None),
        ] {
            assert_eq!(reading_of_query(query), reading.map(fold_reading), "{query}");
        }
    }
}
