//! What the titles of documents and of their sections look like.

/// Words that titles of documents and of their sections end with.
pub(crate) fn ends_as_title(text: &str) -> bool {
    const ENDS: [&str; 64] = [
        "計画",
        "戦略",
        "方針",
        "大綱",
        "指針",
        "ポイント",
        "概要",
        "概算要求",
        "プログラム",
        "について",
        "とりまとめ",
        "取りまとめ",
        "取組",
        "課題",
        "現状",
        "背景",
        "経緯",
        "目的",
        "趣旨",
        "内容",
        "スキーム",
        "体制",
        "方向性",
        "動向",
        "状況",
        "推移",
        "対応",
        "資料",
        "一覧",
        "予算",
        "要望",
        "要請",
        "ビジョン",
        "イメージ",
        "ロードマップ",
        "工程表",
        "はじめに",
        "おわりに",
        "まとめ",
        "目次",
        "別紙",
        "参考",
        "報告書",
        "報告",
        "中間整理",
        "骨子",
        "要綱",
        "要領",
        "基本計画",
        "構想",
        "施策",
        "留意点",
        "考え方",
        "進め方",
        "あり方",
        "在り方",
        "評価",
        "目標",
        "成果",
        "見直し",
        "記載",
        "論点",
        "全体像",
        "位置付け",
    ];
    let mut text = text.trim_end();
    // （案）, （抄）, 【概要】 and the year behind the title.
    while let Some(open) =
        text.ends_with(['）', ')', '】', '＞']).then(|| text.rfind(['（', '(', '【', '＜'])).flatten()
    {
        if open == 0 {
            break;
        }
        text = text[..open].trim_end();
    }
    let text = text
        .trim_end_matches("改訂版")
        .trim_end_matches(['年', '度', '①', '②', '③', '④', '⑤'])
        .trim_end_matches(char::is_numeric);
    ENDS.iter().any(|end| text.ends_with(end))
}
