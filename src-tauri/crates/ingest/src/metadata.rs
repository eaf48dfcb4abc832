//! What the first lines of a document say about the whole. Modest on purpose: what is not said stays unknown, and a
//! draft never takes a date.

use tadori_text::{Block, BlockKind, Field, Guess, Kind, Metadata, PartialDate};

use crate::structure::is_imprint;
use crate::{date, edition, number, title};

/// Blocks from the top among which the title is looked for.
const HEAD: usize = 24;
/// Blocks beside the title that can say when and by whom it was decided.
const BESIDE: usize = 5;

/// What was guessed, and why.
#[derive(Debug, Default)]
pub(crate) struct Guessed {
    pub(crate) metadata: Metadata,
    pub(crate) guesses: Vec<Guess>,
}

impl Guessed {
    /// Keeps what is said of the title alone.
    pub(crate) fn of_title(mut self) -> Self {
        let Metadata { title, kind, fiscal_year, .. } = self.metadata;
        self.metadata = Metadata { title, kind, fiscal_year, ..Metadata::default() };
        self.guesses.retain(|g| matches!(g.field, Field::Title | Field::Kind | Field::FiscalYear));
        self
    }

    /// The guesses that hold in `known`, where a file may have said otherwise itself.
    pub(crate) fn held_in(self, known: &Metadata) -> Vec<Guess> {
        self.guesses.into_iter().filter(|g| value(known, g.field).as_ref() == Some(&g.value)).collect()
    }

    fn note(&mut self, field: Field, evidence: &str, block: usize) {
        const LONGEST: usize = 120;
        if let Some(value) = value(&self.metadata, field) {
            let evidence = evidence.trim().chars().take(LONGEST).collect();
            self.guesses.push(Guess { field, value, evidence, block });
        }
    }
}

/// A field as text; `None` where nothing is known.
fn value(metadata: &Metadata, field: Field) -> Option<String> {
    let m = metadata;
    match field {
        Field::Title => Some(m.title.clone()).filter(|t| !t.is_empty()),
        Field::Kind => m.kind.map(|k| k.as_str().to_owned()),
        Field::Issuer => m.issuer.clone(),
        Field::Work => m.work.clone(),
        Field::Edition => m.edition.clone(),
        Field::Draft => m.draft.then(|| "true".to_owned()),
        Field::DecidedOn => m.decided_on.as_ref().map(ToString::to_string),
        Field::DecidedBy => m.decided_by.clone(),
        Field::FiscalYear => m.fiscal_year.map(|y| y.to_string()),
    }
}

/// Guesses from the first blocks of a document, or of a deck of slides; unknown things stay unknown.
pub(crate) fn guess(blocks: &[Block], slides: bool) -> Guessed {
    let (at, head): (Vec<usize>, Vec<&Block>) = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.kind != BlockKind::Furniture || is_imprint(&b.text))
        .take(HEAD)
        .unzip();
    let mut guessed = Guessed::default();
    let open = head.iter().position(|b| date::is_open(&b.text));
    if let Some(open) = open {
        guessed.metadata.draft = true;
        guessed.note(Field::Draft, &head[open].text, at[open]);
    }
    // Behind the first chapter stand other documents' titles.
    let front = head.iter().position(|b| is_chapter(b)).unwrap_or(head.len());
    let Some(top) = title_of(&head[..front]) else {
        if let Some((i, own)) = head.iter().enumerate().find_map(|(i, b)| Some((i, own_name(b.text.trim())?))) {
            take_title(&mut guessed, own, at[i], slides);
        }
        return guessed;
    };
    let text = head[top].text.trim();
    let beside = top..front.min(top + BESIDE);
    let marked =
        ["（案）", "(案)", "（素案）", "（原案）", "（骨子案）"].iter().any(|m| text.ends_with(m)).then_some(top);
    let draft = marked.or_else(|| beside.clone().find(|&i| is_draft_mark(&head[i].text)));
    if let Some(draft) = draft.filter(|_| !guessed.metadata.draft) {
        guessed.metadata.draft = true;
        guessed.note(Field::Draft, &head[draft].text, at[draft]);
    }
    take_title(&mut guessed, without_decision(text), at[top], slides);
    if let Some((by, on)) = decision(&head[beside.clone()]) {
        let by_at = top + by.1;
        guessed.metadata.decided_by = Some(by.0);
        guessed.note(Field::DecidedBy, &head[by_at].text, at[by_at]);
        if let Some((on, on_at)) = on.filter(|_| !guessed.metadata.draft) {
            guessed.metadata.decided_on = Some(on);
            guessed.note(Field::DecidedOn, &head[top + on_at].text, at[top + on_at]);
        }
    }
    let near = 0..front.min(top + 2 * BESIDE);
    // What nobody is said to have decided bears the date that is printed alone beside its title.
    let dated = near.clone().find_map(|i| Some((i, date::alone(&head[i].text)?)));
    if let Some((i, on)) = dated.filter(|_| !guessed.metadata.draft && guessed.metadata.decided_by.is_none()) {
        guessed.metadata.decided_on = Some(on);
        guessed.note(Field::DecidedOn, &head[i].text, at[i]);
    }
    let issuer = near.into_iter().find_map(|i| Some((i, issuer(&head[i].text)?)));
    if let Some((i, issuer)) = issuer {
        guessed.metadata.issuer = Some(issuer);
        guessed.note(Field::Issuer, &head[i].text, at[i]);
    }
    guessed
}

/// Takes a title and what it says: kind, work, edition, fiscal year.
fn take_title(guessed: &mut Guessed, title: &str, block: usize, slides: bool) {
    let metadata = &mut guessed.metadata;
    title.clone_into(&mut metadata.title);
    let named = kind(title);
    // Slides about a plan are no plan; a budget is a budget on slides too.
    let shown = slides && !matches!(named, Some(Kind::BudgetRequest | Kind::Budget | Kind::Brief | Kind::Review));
    metadata.kind = if shown { Some(Kind::Deck) } else { named };
    metadata.work = edition::work(title);
    metadata.edition = edition::edition(title, metadata.draft);
    metadata.fiscal_year = date::fiscal_year(title);
    for field in [Field::Title, Field::Kind, Field::Work, Field::Edition, Field::FiscalYear] {
        guessed.note(field, title, block);
    }
}

/// An office of a ministry: 経済産業省 製造産業局.
fn is_office(name: &str) -> bool {
    name.ends_with(['局', '課', '室', '部']) && ["省", "庁", "内閣府", "内閣官房"].iter().any(|m| name.contains(m))
}

/// A line that is the name of a body: 国 土 交 通 省, ○○推進会議.
fn issuer(text: &str) -> Option<String> {
    const ENDS: [&str; 15] = [
        "省",
        "庁",
        "内閣官房",
        "内閣府",
        "本部",
        "事務局",
        "委員会",
        "審議会",
        "協議会",
        "会議",
        "検討会",
        "機構",
        "研究所",
        "県",
        "市",
    ];
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = name.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    let wordy =
        bare.chars().all(|c| c.is_alphabetic() || "・ー々".contains(c)) && !bare.contains(['を', 'は', 'が', 'で']);
    let fit = (2..=30).contains(&bare.chars().count())
        && wordy
        && (ENDS.iter().any(|end| bare.ends_with(end)) || is_office(bare));
    fit.then(|| bare.to_owned())
}

/// A numbered heading: the text has begun.
fn is_chapter(block: &Block) -> bool {
    block
        .heading
        .as_ref()
        .is_some_and(|h| h.number.is_some() && number::marker(&block.text).is_some_and(|m| m.family.counts()))
}

/// The block that reads most like the title.
fn title_of(head: &[&Block]) -> Option<usize> {
    let score = |block: &Block| -> Option<i32> {
        let text = block.text.trim();
        let long = text.chars().count();
        let unfit = text.ends_with(['。', '、'])
            || text.contains('。')
            || !(4..=90).contains(&long)
            || number::marker(text).is_some();
        if unfit || !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) {
            return None;
        }
        let heading = i32::from(block.kind == BlockKind::Heading);
        let named = i32::from(title::ends_as_title(text));
        let dated = i32::from(date::fiscal_year(text).is_some() || (text.contains('第') && text.contains('期')));
        let known = i32::from(kind(text).is_some());
        (heading + named > 0).then_some(heading * 2 + named * 2 + dated * 3 + known * 2 + i32::from(long >= 10) * 2)
    };
    let scored = head.iter().enumerate().filter_map(|(i, b)| Some((score(b)?, i)));
    scored.max_by_key(|&(score, i)| (score, std::cmp::Reverse(i))).map(|(_, i)| i)
}

/// The name by which a text without a title page calls itself: 「…計画」（以下「計画」という。）は、…
fn own_name(paragraph: &str) -> Option<&str> {
    let (name, rest) = paragraph.strip_prefix('「')?.split_once('」')?;
    let (short, rest) = rest.strip_prefix(['（', '('])?.strip_prefix("以下「")?.split_once('」')?;
    let rest = rest.strip_prefix("という。")?.strip_prefix(['）', ')'])?;
    let itself = name.ends_with(short.trim_start_matches('本')) && kind(name).is_some();
    (itself && rest.starts_with('は')).then_some(name)
}

fn is_draft_mark(text: &str) -> bool {
    let mark: String = text.chars().filter(|c| !c.is_whitespace() && !"（）()【】〔〕".contains(*c)).collect();
    matches!(mark.as_str(), "案" | "素案" | "原案" | "骨子案" | "未定稿" | "ドラフト")
}

/// The title without the decision that is printed behind it.
fn without_decision(text: &str) -> &str {
    match text.rfind(['（', '(']) {
        Some(open) if open > 0 && text.ends_with(['）', ')']) && text[open..].contains("決定") => {
            text[..open].trim_end()
        }
        _ => text,
    }
}

/// Who decided, and when, if both are printed: 令和７年２月18日 閣議決定, on one line or on two; with the places among
/// `beside` where it stands.
#[expect(clippy::type_complexity, reason = "two values, each with its place")]
fn decision(beside: &[&Block]) -> Option<((String, usize), Option<(PartialDate, usize)>)> {
    let body = |text: &str| -> Option<String> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let end = text.find("決定")? + "決定".len();
        let start = text[..end]
            .rfind(['日', '（', '(', '、', '】'])
            .map_or(0, |i| i + text[i..].chars().next().map_or(0, char::len_utf8));
        Some(text[start..end].to_owned()).filter(|by| (4..=40).contains(&by.chars().count()))
    };
    let (at, by) = beside.iter().enumerate().find_map(|(i, b)| {
        let short = b.text.chars().count() <= 120 && !b.text.contains('。');
        Some((i, body(&b.text).filter(|_| short)?))
    })?;
    let near = [Some(at), at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|&i| i < beside.len());
    let on = near.into_iter().find_map(|i| Some((date::complete(&beside[i].text)?.0, i)));
    Some(((by, at), on))
}

/// The kind that the last telling word of a title names: in Japanese the head noun comes last.
fn kind(title: &str) -> Option<Kind> {
    const WORDS: [(&str, Kind); 13] = [
        ("レビューシート", Kind::Review),
        ("行政事業レビュー", Kind::Review),
        ("概算要求", Kind::BudgetRequest),
        ("配分方針", Kind::AllocationPolicy),
        ("予算", Kind::Budget),
        ("戦略", Kind::Strategy),
        ("基本方針", Kind::Strategy),
        ("大綱", Kind::Strategy),
        ("計画", Kind::Plan),
        ("法律", Kind::Law),
        ("施行令", Kind::Law),
        ("事業", Kind::Brief),
        ("プログラム", Kind::Brief),
    ];
    let found = WORDS.iter().filter_map(|&(word, kind)| Some((title.rfind(word)? + word.len(), word.len(), kind)));
    found.max_by_key(|&(end, len, _)| (end, len)).map(|(_, _, kind)| kind)
}
