use super::*;

/// Reads `text` and compares its blocks, one a line: kind, `#` for each level of a heading, reading text.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let document = read(text.to_owned(), &mut Vec::new());
    let blocks: Vec<String> = document
        .blocks
        .iter()
        .map(|b| match &b.heading {
            Some(heading) => format!("{} {}", "#".repeat(heading.level.into()), b.text),
            None => format!("{} {}", b.kind.as_str(), b.text),
        })
        .collect();
    assert_eq!(blocks, expected);
}

#[test]
fn wrapped_lines_become_one_paragraph() {
    check(
        "　川の水位を測る装置を上流と下流とに置き、その値を毎時\n集めて住民に知らせる。夜間は当番の者が川べりを見回り、\n異常を伝える。\n　次の年からは橋の点検にも同じ装置を使うことを考え、費用\nの見積りを行う。\n",
        &[
            "paragraph 川の水位を測る装置を上流と下流とに置き、その値を毎時集めて住民に知らせる。夜間は当番の者が川べりを見回り、異常を伝える。",
            "paragraph 次の年からは橋の点検にも同じ装置を使うことを考え、費用の見積りを行う。",
        ],
    );
}

#[test]
fn blank_lines_mean_nothing_where_every_line_has_one() {
    let text = "\
１．測り方 \n\n川の水位を測る装置を上流と下流とに置き、その値を毎時集めて住民\n\nに知らせる。 \n\n夜間は当番の者が見守ることとし、朝になれば昼の者に引き継ぐ。引\n\n継ぎには帳面を用いる。 \n
２．備え \n\n・土のうを橋のたもとに積み、雨の前に数を確かめる。足りないときは\n\n隣の町から借りる。 \n\n・橋の点検 \n\n費用の見積りを行い、議会に諮る。費用は町と県とで分け合うこととす\n\nる。 \n";
    check(
        text,
        &[
            "# １．測り方",
            "paragraph 川の水位を測る装置を上流と下流とに置き、その値を毎時集めて住民に知らせる。",
            "paragraph 夜間は当番の者が見守ることとし、朝になれば昼の者に引き継ぐ。引継ぎには帳面を用いる。",
            "# ２．備え",
            "item ・土のうを橋のたもとに積み、雨の前に数を確かめる。足りないときは隣の町から借りる。",
            "item ・橋の点検",
            "paragraph 費用の見積りを行い、議会に諮る。費用は町と県とで分け合うこととする。",
        ],
    );
}

/// `text` wrapped at `columns` letters, with `between` between its lines.
fn wrapped(text: &str, columns: usize, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let lines: Vec<String> = letters.chunks(columns).map(|line| line.iter().collect()).collect();
    lines.join(between)
}

#[test]
fn one_chapter_can_have_a_blank_line_behind_every_line() {
    let sentence = "堤の高さは前の洪水の水位を越えるものとし、土の質を調べ終えたところから順に工事に入ることとし、工事の間は舟の通行を止めて渡し場に人を置く。";
    let plain = sentence.repeat(7);
    let items = [
        "・ 橋のたもとに土のうを積み、雨の前に数を確かめ、足りないときは隣の町から借りる取決めの締結",
        "・ 川の水位を測る装置を上流と下流とに置き、その値を毎時集めて住民に知らせる仕組みの整備",
        "・ 渡し場の舟の修理",
        "・ 見張りの小屋の屋根を葺き替えるための板及び縄の備蓄並びに職人の養成",
        "・ 帳面の電子化",
    ];
    let chapter: Vec<String> = items.iter().map(|item| wrapped(item, 30, "\n\n")).collect();
    let text = format!("{}\n\n{}\n\n以上を行う。\n", wrapped(&plain, 30, "\n"), chapter.join("\n\n"));
    let plain = format!("paragraph {plain}");
    let items = items.map(|item| format!("item {item}"));
    check(&text, &[&[plain.as_str()], &items.each_ref().map(String::as_str)[..], &["paragraph 以上を行う。"]].concat());
}

#[test]
fn a_page_break_with_notes_does_not_end_a_paragraph() {
    let text = "\
堤防の高さは前の洪水の水位を越えるものとし、土質の調査1を\n終えたところから順に工事に入る。工事の間は舟の通行を止め、\n渡し場に人を置いて案内をする。渡し場の2人は町が雇い、その\n
\n1 前の年の夏に行ったもの。結果は町の\n掲示板にある。\n- 7 -\n\u{C}費用は国が持つ。工事の終わりには検査を行い、結果を住民に\n知らせる。\n";
    check(
        text,
        &[
            "paragraph 堤防の高さは前の洪水の水位を越えるものとし、土質の調査1を終えたところから順に工事に入る。工事の間は舟の通行を止め、渡し場に人を置いて案内をする。渡し場の2人は町が雇い、その費用は国が持つ。工事の終わりには検査を行い、結果を住民に知らせる。",
            "footnote 1 前の年の夏に行ったもの。結果は町の掲示板にある。",
            "furniture - 7 -",
        ],
    );
    let document = read(text.to_owned(), &mut Vec::new());
    assert_eq!((document.blocks[0].lines.first, document.blocks[0].lines.last), (1, 10));
    assert_eq!(document.pages.iter().map(|p| p.label.as_deref()).collect::<Vec<_>>(), [Some("- 7 -"), None]);
    assert_eq!(document.blocks[0].page, Some(1));
    assert_eq!(document.blocks[1].note_of, Some(0));
}

#[test]
fn latin_words_keep_the_space_of_a_wrap() {
    check(
        "名前は Water Level Monitoring\nNetwork といい、町の全ての\n川で使う。\n",
        &["paragraph 名前は Water Level Monitoring Network といい、町の全ての川で使う。"],
    );
}

#[test]
fn headings_nest_in_the_order_of_their_marks() {
    check(
        "第１章　川\n\n第１節　上流\n\n１　堰\n\n（１）木の堰\n\nア　手入れ\n春に板を替える。\n\nイ　検査\n秋に調べる。\n\n（２）石の堰\n石を積み直す。\n\n２　橋\n橋板を張る。\n\n第２章　海\n\n港を掘る。\n",
        &[
            "# 第１章　川",
            "## 第１節　上流",
            "### １　堰",
            "#### （１）木の堰",
            "##### ア　手入れ",
            "paragraph 春に板を替える。",
            "##### イ　検査",
            "paragraph 秋に調べる。",
            "#### （２）石の堰",
            "paragraph 石を積み直す。",
            "### ２　橋",
            "paragraph 橋板を張る。",
            "# 第２章　海",
            "paragraph 港を掘る。",
        ],
    );
}

#[test]
fn a_list_is_no_outline() {
    check(
        "１．道具\n\n次のものを備える。\n\n① 鍬\n\n② 鋤\n\n③ 縄\n\n２．人\n\n当番を決める。\n",
        &[
            "# １．道具",
            "paragraph 次のものを備える。",
            "item ① 鍬",
            "item ② 鋤",
            "item ③ 縄",
            "# ２．人",
            "paragraph 当番を決める。",
        ],
    );
}

#[test]
fn a_number_in_a_sentence_is_no_heading() {
    check(
        "（１）川の部\n川の名を記す。\n（２）海の部\n（１）の例に従い、①～③を\n記す。\n",
        &["# （１）川の部", "paragraph 川の名を記す。", "# （２）海の部", "paragraph （１）の例に従い、①～③を記す。"],
    );
}

#[test]
fn furniture_steps_aside() {
    check(
        "資料３－１\n\n目　次\n１．川 …………… 2\n２．海 ･･････････ 5\n\n川\nの\n図\n\n水位の図である。\n\n出典：町の記録\n\n※\n",
        &[
            "furniture 資料３－１",
            "furniture 目　次",
            "furniture １．川 …………… 2",
            "furniture ２．海 ･･････････ 5",
            "furniture 川の図",
            "paragraph 水位の図である。",
            "caption 出典：町の記録",
            "furniture ※",
        ],
    );
}

#[test]
fn cells_and_amounts_stay_apart() {
    check(
        "橋の架け替え\n12億円（10億円）\n\n北町 1,200\n南町 980\n\n係長：山の者\n係員：川の者\n",
        &[
            "paragraph 橋の架け替え",
            "paragraph 12億円（10億円）",
            "paragraph 北町 1,200",
            "paragraph 南町 980",
            "paragraph 係長：山の者",
            "paragraph 係員：川の者",
        ],
    );
}

#[test]
fn a_draft_takes_no_date() {
    let metadata = |text: &str| read(text.to_owned(), &mut Vec::new()).metadata;
    let draft = metadata(
        "令和６年度 河川の整備に関する基本計画（案）\n\n令 和 ５ 年  月  日\n\n河川整備本部決定\n\n１．はじめに\n\n令和４年３月１日の大水を受けて定める。\n",
    );
    assert_eq!(draft.title, "令和６年度 河川の整備に関する基本計画（案）");
    assert!(draft.draft);
    assert_eq!((draft.decided_on, draft.fiscal_year), (None, Some(2024)));
    assert_eq!(draft.kind, Some(tadori_text::Kind::Plan));

    let decided = metadata("第２期 河川戦略\n\n平成31年４月26日\n\n閣議決定\n\n１．はじめに\n\n川を治める。\n");
    assert_eq!(decided.decided_on.map(String::from).as_deref(), Some("2019-04-26"));
    assert_eq!((decided.decided_by.as_deref(), decided.edition.as_deref()), (Some("閣議決定"), Some("第２期")));

    // Printed alone beside the title, as far as it is printed; in a sentence it is somebody else's.
    for (line, date) in
        [("令和８年３月", Some("2026-03")), ("2025年６月13日", Some("2025-06-13")), ("令和８年度", None)]
    {
        let issued = metadata(&format!("河川の手引について\n\n{line}\n\n河 川 庁\n\n１．はじめに\n\n川を治める。\n"));
        assert_eq!(issued.decided_on.map(String::from).as_deref(), date, "{line}");
    }
    let itself = metadata("１．はじめに\n\n「港湾整備計画」（以下「本計画」という。）は、港の十年を定める。\n");
    assert_eq!((itself.title.as_str(), itself.kind), ("港湾整備計画", Some(tadori_text::Kind::Plan)));
    let other = metadata("１．はじめに\n\n「港湾整備計画」（以下「計画」という。）を見直し、別に方針を定める。\n");
    assert_eq!(other.title, "");
    let silent = metadata("１．はじめに\n\n河川戦略（令和２年３月27日閣議決定）に基づき定める。\n");
    assert_eq!((silent.title.as_str(), silent.decided_on, silent.draft), ("", None, false));
}

/// Reads `text` and compares its headings, one a line: number and title under the title of their parent.
#[track_caller]
fn check_outline(text: &str, expected: &[(&str, &str)]) {
    let document = read(text.to_owned(), &mut Vec::new());
    let title = |i: usize| document.blocks[i].text.as_str();
    let outline: Vec<(&str, &str)> = document
        .blocks
        .iter()
        .filter(|b| b.heading.is_some())
        .map(|b| (b.text.as_str(), b.parent.map_or("", title)))
        .collect();
    assert_eq!(outline, expected);
}

#[test]
fn a_slide_has_one_title_wherever_it_is_printed() {
    check_outline(
        "現状\n\n・堰の板が古い\n・橋の板も古い\n\n河川整備の現状と課題\n\n課題\n\n・板の値が高い\n・人が足りない\n\n\n\n橋の板の取替え（令和５年４月１日閣議決定）\n\n・板を替える\n・板を洗う\n\n橋と舟の整備方針\n\n\n\n舟の数の推移\n\n・舟が減る\n・人も減る\n",
        &[
            ("現状", "河川整備の現状と課題"),
            ("河川整備の現状と課題", ""),
            ("課題", "河川整備の現状と課題"),
            ("橋の板の取替え（令和５年４月１日閣議決定）", "橋と舟の整備方針"),
            ("橋と舟の整備方針", ""),
            ("舟の数の推移", ""),
        ],
    );
}

#[test]
fn nesting_is_learned_from_what_begins_anew() {
    check_outline(
        "◆ 川の部\n\n一　堰\n\n板を替える。\n\n二　橋\n\n橋を直す。\n\n◆ 海の部\n\n一　港\n\n港を掘る。\n\n（一）北の港\n\n北から掘る。\n\n（二）南の港\n\n南から掘る。\n\n二　舟\n\n舟を上げる。\n",
        &[
            ("◆ 川の部", ""),
            ("一　堰", "◆ 川の部"),
            ("二　橋", "◆ 川の部"),
            ("◆ 海の部", ""),
            ("一　港", "◆ 海の部"),
            ("（一）北の港", "一　港"),
            ("（二）南の港", "一　港"),
            ("二　舟", "◆ 海の部"),
        ],
    );
}

#[test]
fn an_annex_begins_anew_and_a_foreword_stands_beside_the_chapters() {
    check_outline(
        "河川整備計画\n\nはじめに\n\n川を治める。\n\n１　堰\n\n板を替える。\n\n２　橋\n\n橋を直す。\n\nおわりに\n\n続ける。\n\n別紙１　板の測り方\n\n１　長さ\n\n縄で測る。\n\n２　厚さ\n\n目で測る。\n",
        &[
            ("河川整備計画", ""),
            ("はじめに", ""),
            ("１　堰", ""),
            ("２　橋", ""),
            ("おわりに", ""),
            ("別紙１　板の測り方", ""),
            ("１　長さ", "別紙１　板の測り方"),
            ("２　厚さ", "別紙１　板の測り方"),
        ],
    );
}

#[test]
fn numbers_at_the_foot_part_pages_that_nothing_else_parts() {
    let page = |n: u32, text: &str| format!("川の手引\n{text}\n\n　　　- {n} -\n\n");
    let text = [
        page(1, "　堰の板は春に替え、古い板は土手に使うことと決めた。板の長さは縄で\n測り、厚さは目で見て決める。板が足りないときは隣の町から借り、秋に\n返す。返すときは板の数を帳面に書き、町の長が印を押す。橋の板もこれ\nと同じように扱う。舟の板は別に定める。縄は毎年新しいものを用い、古"),
        page(2, "い縄は土のうを結ぶのに使う。\n　土のうは橋のたもとに積み、雨の前に数を確かめる。足りないときは町\nの者が総出で作り、日が暮れるまでに積み終える。積み終えたら町の長に\n知らせ、長は川の水位を見て夜の当番を決める。当番は二人で一組とし、"),
        page(3, "朝になれば昼の者に引き継ぐ。\n　引継ぎには帳面を用い、夜の間に見たことを全て書き残す。書き残した\nことは月に一度、町の長が読み上げ、皆で次の備えを話し合う。話し合い\nの結果は帳面の終わりに書き、次の年の当番に渡す。"),
    ]
    .concat();
    check(
        &text,
        &[
            "furniture 川の手引",
            "paragraph 堰の板は春に替え、古い板は土手に使うことと決めた。板の長さは縄で測り、厚さは目で見て決める。板が足りないときは隣の町から借り、秋に返す。返すときは板の数を帳面に書き、町の長が印を押す。橋の板もこれと同じように扱う。舟の板は別に定める。縄は毎年新しいものを用い、古い縄は土のうを結ぶのに使う。",
            "furniture - 1 -",
            "furniture 川の手引",
            "paragraph 土のうは橋のたもとに積み、雨の前に数を確かめる。足りないときは町の者が総出で作り、日が暮れるまでに積み終える。積み終えたら町の長に知らせ、長は川の水位を見て夜の当番を決める。当番は二人で一組とし、朝になれば昼の者に引き継ぐ。",
            "furniture - 2 -",
            "furniture 川の手引",
            "paragraph 引継ぎには帳面を用い、夜の間に見たことを全て書き残す。書き残したことは月に一度、町の長が読み上げ、皆で次の備えを話し合う。話し合いの結果は帳面の終わりに書き、次の年の当番に渡す。",
            "furniture - 3 -",
        ],
    );
}

#[test]
fn a_bare_annex_takes_the_title_below_it() {
    check_outline(
        "１　堰\n\n板を替える。\n\n２　橋\n\n橋を直す。\n\n（別紙）\n\n　　板の測り方\n\n１　長さ\n\n縄で測る。\n\n２　厚さ\n\n目で測る。\n",
        &[
            ("１　堰", ""),
            ("２　橋", ""),
            ("（別紙）　板の測り方", ""),
            ("１　長さ", "（別紙）　板の測り方"),
            ("２　厚さ", "（別紙）　板の測り方"),
        ],
    );
}

#[test]
fn a_letter_lost_from_a_label_is_told_by_its_neighbours() {
    let label = |letters: &str| letters.chars().flat_map(|c| [c, '\n']).collect::<String>();
    let text = ["堰守\n\n", &label("調査部門"), "\n", &label("施工部門"), "\n", "事\n業\n 門\n\n", "橋守\n"].concat();
    let document = read(text.clone(), &mut Vec::new());
    let labels: Vec<(&str, bool)> = document
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Furniture)
        .map(|b| (b.text.as_str(), b.undecided))
        .collect();
    assert_eq!(labels, [("調査部門", false), ("施工部門", false), ("事業部門", true)]);
    // Without a gap nothing is lost.
    let whole = read(text.replace(" 門", "門"), &mut Vec::new());
    assert!(whole.blocks.iter().any(|b| b.text == "事業門" && !b.undecided));
}

#[test]
fn an_annex_named_below_the_contents_is_one_of_them() {
    check_outline(
        "目次\n１　堰 ............ 1\n２　橋 ............ 2\n付録　板の測り方\n\u{c}\n１　堰\n\n板を替える。\n\n２　橋\n\n橋を直す。\n",
        &[("１　堰", ""), ("２　橋", "")],
    );
}

#[test]
fn boxes_with_a_gutter_are_pulled_apart() {
    check(
        "これまでの測り方は、縄を用い　　　　これからの測り方は、石の目盛\n長さを町の者が目で読み取って　　　　りを川の中に立て、その値を帳\n帳面に書いていた。夜は休んだ　　　　面に書く。夜も当番を置いて測る\n",
        &[
            "paragraph これまでの測り方は、縄を用い長さを町の者が目で読み取って帳面に書いていた。夜は休んだ",
            "paragraph これからの測り方は、石の目盛りを川の中に立て、その値を帳面に書く。夜も当番を置いて測る",
        ],
    );
}

#[test]
fn rows_of_a_table_are_told() {
    check(
        "費用を次に示す。\n\n橋の名　去年　今年\n北の橋　－　１８億円\n南の橋　６億円　１１億円\n東の橋　２億円　５億円\n",
        &[
            "paragraph 費用を次に示す。",
            "table-row 橋の名　去年　今年",
            "table-row 北の橋　－　１８億円",
            "table-row 南の橋　６億円　１１億円",
            "table-row 東の橋　２億円　５億円",
        ],
    );
}

#[test]
fn columns_in_turn_are_left_in_place_and_marked() {
    let text = "＜去年＞　　＜今年＞\n縄で測った川の長さを町の\n石で測った川の長さを県の\n者が帳面に書き、年の終わ\n者が札に書き、月の終わり\nりに読み上げた。\nに読み上げる。\n";
    let document = read(text.to_owned(), &mut Vec::new());
    let marked: Vec<(&str, bool)> = document.blocks.iter().skip(1).map(|b| (b.text.as_str(), b.undecided)).collect();
    assert_eq!(marked.len(), 6);
    assert!(marked.iter().all(|&(_, undecided)| undecided));
}

#[test]
fn guesses_have_their_evidence() {
    let text = "第２期 港湾戦略（案）\n\n令和７年　月　日\n\n港 湾 庁\n\n１．はじめに\n\n港を治める。\n";
    let document = read(text.to_owned(), &mut Vec::new());
    let guesses: Vec<(&str, &str, &str)> =
        document.guesses.iter().map(|g| (g.field.as_str(), g.value.as_str(), g.evidence.as_str())).collect();
    let title = "第２期 港湾戦略（案）";
    assert_eq!(
        guesses,
        [
            ("draft", "true", "令和７年　月　日"),
            ("title", title, title),
            ("kind", "strategy", title),
            ("work", "港湾戦略", title),
            ("edition", "第２期（案）", title),
            ("issuer", "港湾庁", "港 湾 庁"),
        ]
    );
    assert!(document.guesses.iter().all(|g| document.blocks[g.block].text.contains(&g.evidence)));
}

#[test]
fn words_that_join_leave_the_phrase_open() {
    assert!(["町の会議において", "港の整備に関する", "橋並びに"].iter().all(|line| wording::hangs(line)));
    assert!(!["町の会議", "見回りを行うこと", "港の整備"].iter().any(|line| wording::hangs(line)));
}
