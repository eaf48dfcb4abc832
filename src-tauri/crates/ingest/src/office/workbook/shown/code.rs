//! The codes of number formats (ECMA-376 part 1, 18.8.31): read into tokens, so that nothing is looked for inside
//! quoted text.

use super::super::super::count;

/// A piece of a format code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// Text that stands as it is: quoted, or behind a backslash.
    Text(String),
    /// What stands in brackets: a colour, a condition, a language.
    Bracket(String),
    /// White space as wide as a character; a character repeated to fill the cell.
    Space,
    Sign(char),
}

/// One of the up to four parts of a code.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    pub(super) tokens: Vec<Token>,
}

/// Reads a code.
pub(super) fn read(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut signs = code.chars();
    while let Some(c) = signs.next() {
        let token = match c {
            ';' => {
                sections.push(Section::default());
                continue;
            }
            '"' => Token::Text(signs.by_ref().take_while(|&c| c != '"').collect()),
            '[' => Token::Bracket(signs.by_ref().take_while(|&c| c != ']').collect()),
            '\\' | '!' => match signs.next() {
                Some(c) => Token::Text(c.to_string()),
                None => continue,
            },
            '_' | '*' => {
                signs.next();
                Token::Space
            }
            c => Token::Sign(c),
        };
        if let Some(last) = sections.last_mut() {
            last.tokens.push(token);
        }
    }
    sections
}

/// Writes tokens as a code again.
pub(super) fn write(tokens: &[Token]) -> String {
    let mut code = String::new();
    for token in tokens {
        match token {
            Token::Text(text) => text.chars().for_each(|c| code.extend(['\\', c])),
            // Languages and colours change nothing that is not done here; elapsed times do.
            Token::Bracket(inner) if is_elapsed(inner) => {
                code.push('[');
                code.push_str(inner);
                code.push(']');
            }
            Token::Bracket(inner) => {
                // [$¥-411] is a sign with a language.
                let sign = inner.strip_prefix('$').and_then(|s| s.split('-').next()).unwrap_or_default();
                sign.chars().for_each(|c| code.extend(['\\', c]));
            }
            Token::Space => code.push_str("\\ "),
            Token::Sign(c) => code.push(*c),
        }
    }
    code
}

fn is_elapsed(inner: &str) -> bool {
    !inner.is_empty() && ["h", "m", "s"].iter().any(|unit| inner.to_ascii_lowercase().chars().all(|c| unit.contains(c)))
}

/// The section that shows `value`, and the value that it shows: the second one shows the amount of a negative number.
pub(super) fn choose(sections: &[Section], value: f64) -> Option<(&Section, f64)> {
    let numeric = &sections[..sections.len().min(3)];
    if numeric.iter().any(|s| s.condition().is_some()) {
        let fits = |s: &&Section| s.condition().is_none_or(|(sign, bound)| holds(value, sign, bound));
        return numeric.iter().find(fits).map(|s| (s, value));
    }
    match numeric {
        [_, second, ..] if value < 0.0 => Some((second, value.abs())),
        [_, _, third] if value == 0.0 => Some((third, value)),
        [first, ..] => Some((first, value)),
        [] => None,
    }
}

#[expect(clippy::float_cmp, reason = "the format asks for this very number")]
fn holds(value: f64, sign: &str, bound: f64) -> bool {
    match sign {
        ">=" => value >= bound,
        "<=" => value <= bound,
        "<>" => value != bound,
        ">" => value > bound,
        "<" => value < bound,
        _ => value == bound,
    }
}

impl Section {
    fn signs(&self) -> impl Iterator<Item = char> {
        self.tokens.iter().filter_map(|t| if let Token::Sign(c) = t { Some(*c) } else { None })
    }

    /// `General`, or a format for text.
    pub(super) fn is_general(&self) -> bool {
        let signs: String = self.signs().collect();
        signs.to_ascii_lowercase().contains("general") || signs.contains('@')
    }

    /// The number in place of `General`.
    pub(super) fn around(&self, number: &str) -> String {
        let mut text = String::new();
        let mut told = false;
        for token in &self.tokens {
            match token {
                Token::Text(literal) => text.push_str(literal),
                Token::Sign(c) if c.is_ascii() => {
                    if !std::mem::replace(&mut told, true) {
                        text.push_str(number);
                    }
                }
                Token::Sign(c) => text.push(*c),
                Token::Bracket(_) | Token::Space => {}
            }
        }
        in_script(self.script(), text.trim())
    }

    /// Years, months, days, hours …; `E+` is a power of ten.
    pub(super) fn is_date(&self) -> bool {
        let elapsed = self.tokens.iter().any(|t| matches!(t, Token::Bracket(inner) if is_elapsed(inner)));
        elapsed || (!self.is_general() && !self.has_digits() && self.signs().any(|c| "yYmMdDhHsSgGaAeE".contains(c)))
    }

    fn has_digits(&self) -> bool {
        self.signs().any(|c| "0#?".contains(c)) && !self.signs().any(|c| "yYdDhHsSgG".contains(c))
    }

    fn condition(&self) -> Option<(&str, f64)> {
        self.tokens.iter().find_map(|token| {
            let Token::Bracket(inner) = token else { return None };
            let bound = inner.trim_start_matches(['<', '>', '=']);
            let sign = &inner[..inner.len() - bound.len()];
            (!sign.is_empty()).then(|| bound.trim().parse().ok()).flatten().map(|bound| (sign, bound))
        })
    }

    /// The number of `[DBNum1]` … `[DBNum3]`.
    pub(super) fn script(&self) -> Option<u32> {
        self.tokens.iter().find_map(|token| match token {
            Token::Bracket(inner) => inner.strip_prefix("DBNum")?.parse().ok(),
            _ => None,
        })
    }

    /// A text with what stands around it.
    pub(super) fn spell_text(&self, text: &str) -> String {
        let mut shown = String::new();
        for token in &self.tokens {
            match token {
                Token::Text(literal) => shown.push_str(literal),
                Token::Sign('@') => shown.push_str(text),
                Token::Sign(c) if !c.is_ascii() => shown.push(*c),
                _ => {}
            }
        }
        shown
    }
}

/// Rounds `value` as it will be shown, in decimal as Excel does and half away from zero; the section comes back without
/// the commas that scale it.
pub(super) fn round(section: &Section, value: f64) -> (Vec<Token>, f64) {
    let tokens = &section.tokens;
    let is = |t: &Token, signs: &str| matches!(t, Token::Sign(c) if signs.contains(*c));
    let Some(last) = tokens.iter().rposition(|t| is(t, "0#?")) else { return (tokens.clone(), value) };
    let exponent = tokens.iter().any(|t| is(t, "eE"));
    let fraction = tokens.iter().any(|t| is(t, "/"));
    if exponent || fraction {
        return (tokens.clone(), value);
    }
    let commas = tokens[last + 1..].iter().take_while(|t| is(t, ",")).count();
    let decimals =
        tokens.iter().position(|t| is(t, ".")).map_or(0, |dot| tokens[dot..].iter().filter(|t| is(t, "0#?")).count());
    let percents = tokens.iter().filter(|t| is(t, "%")).count();
    let mut kept = tokens.clone();
    kept.drain(last + 1..=last + commas);
    let shift = 2 * few(percents) - 3 * few(commas);
    let shown = round_decimal(value, shift, few(decimals));
    (kept, shown / 100_f64.powi(few(percents)))
}

/// A count of signs in a code; nobody shows more than thirty digits.
fn few(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(30).min(30)
}

/// `value` × 10^`shift`, rounded to `decimals` digits behind the point, from the 15 digits that Excel keeps.
fn round_decimal(value: f64, shift: i32, decimals: i32) -> f64 {
    let text = format!("{:.14e}", value.abs());
    let Some((digits, exponent)) = text.split_once('e') else { return value };
    let digits: i128 = digits.replace('.', "").parse().unwrap_or_default();
    let exponent: i32 = exponent.parse().unwrap_or_default();
    // The digits stand for digits × 10^power; the result shall be a whole number of 10^-decimals.
    let power = exponent - 14 + shift;
    let cut = -decimals - power;
    let rounded = match u32::try_from(cut) {
        Ok(0) | Err(_) => return format!("{digits}e{power}").parse::<f64>().unwrap_or(value).copysign(value),
        Ok(cut) if cut > 20 => 0,
        Ok(cut) => {
            let unit = 10_i128.pow(cut);
            (digits + unit / 2) / unit
        }
    };
    format!("{rounded}e{}", -decimals).parse::<f64>().unwrap_or(value).copysign(value)
}

/// Digits in the script of `[DBNum…]`: 1 and 2 in kanji, 3 in full width.
pub(super) fn in_script(script: Option<u32>, text: &str) -> String {
    match script {
        Some(3) => text
            .chars()
            .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c })
            .collect(),
        Some(kind @ (1 | 2)) => match text.parse() {
            Ok(value) => count::number(if kind == 1 { "japaneseCounting" } else { "japaneseLegal" }, value),
            Err(_) => text.to_owned(),
        },
        _ => text.to_owned(),
    }
}
