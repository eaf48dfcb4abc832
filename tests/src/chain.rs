//! A plan, a request and a brief that rest on one another, invented: what tests of links start from.

/// A plan: two bullets that programs carry out, one that none does.
pub const PLAN: &str = "離島港湾基本計画\n\n令和７年２月18日\n港湾政策会議決定\n\n第１章 はじめに\n\n\
                    離島に暮らす人々の足を守るため、国と自治体は港と航路を一体として支える。\n\n第２章 施策\n\n\
                    １．離島航路プロジェクト\n\n\
                    ・ 老朽化した防波堤について、波浪の観測に基づく補修の優先順位を定め、計画的な補修を進める。\n\n\
                    ・ 灯台の遠隔監視に必要な通信設備を整え、無人の島でも夜間の航行の安全を確保する。\n\n\
                    ・ 島の子どもが船の仕事に触れる機会を増やす。\n";

/// A request for two programs of its project, with their amounts.
pub const REQUEST: &str = "令和９年度港湾予算概算要求の概要\n\n令和８年８月\n港湾庁\n\n１．離島航路プロジェクト\n\n\
                       ● 防波堤補修促進事業：波浪の観測結果から補修すべき防波堤を選び、工事を行う\n概算要求額 12億円\n\n\
                       ● 灯台遠隔化推進事業：灯台を離れた所から監視する通信設備を整備する\n概算要求額 8億円\n";

/// A brief of one of the programs: it names the plan and repeats one of its sentences.
pub const BRIEF: &str = "防波堤補修促進事業の概要\n\n港湾庁\n\n１．趣旨\n\n\
                     「離島港湾基本計画」（令和７年２月18日港湾政策会議決定）には次のように記されている。\n\n\
                     老朽化した防波堤について、波浪の観測に基づく補修の優先順位を定め、計画的な補修を進める。\n\n２．内容\n\n\
                     防波堤補修促進事業では、毎年二十か所を選んで直す。\n";
