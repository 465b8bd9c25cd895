//! The meetings of 向阳里社区: the shed, the public income, the property company, the pact, the drains.

use crate::cli::demo::{
    URBAN,
    meetings::{How, ITEM, Item, MEETING, Meeting, ROUND, Round},
    pictures::Picture,
    works::{Completed, REACHED, Reached, STEP, Step, WORKS, Works},
};

const REPS: &str = "居民代表会议";
const CENTRE: &str = "社区党群服务中心二楼";
const DELEGATED: &str = "2025年3月居民会议决议：授权居民代表会议决定公共空间和公共收益的管理事项";

pub const SUMMER: Meeting = Meeting {
    community: URBAN,
    body: REPS,
    title: "居民代表会议（夏季）",
    place: CENTRE,
    day: -300,
    notice: 7,
    present: 48,
    items: &[
        Item {
            title: "南门充电棚试点",
            matter: "residents_interest",
            paper: "资金来源\t金额（元）\n公共收益\t30,000\n合计\t30,000",
            text: "南门空地建电动自行车充电棚，40 个车位，预算 30,000 元，从公共收益出。建成后清理楼下飞线。",
            delegation: DELEGATED,
            study: "{d-315}社区党支部研究，同意提交会议",
            consulted: "{d-312}起入户和线上征求意见，收到 57 条，其中 9 条要求离窗户远一些，已采纳",
            rounds: &[Round {
                how: How::Paper,
                votes: (41, 5),
                decision: "会议通过《南门充电棚试点》，预算 30,000 元，居民委员会组织建设并公开每笔支出。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -298,
                steps: &[
                    Step {
                        name: "清理飞线、划线定位（建前）",
                        due: -285,
                        done: Some(Reached { day: -287, picture: Some(Picture::Cables), ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "搭棚、装电表",
                        due: -265,
                        money: "18,000",
                        done: Some(Reached { day: -268, money: "18,000", ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "消防验收、开放（建后）",
                        due: -240,
                        money: "12,000",
                        done: Some(Reached { day: -243, money: "11,640", picture: Some(Picture::Shed), ..REACHED }),
                        ..STEP
                    },
                ],
                completed: Some(Completed {
                    day: -235,
                    text: "充电棚 40 个车位已开放，每度电按电网价收。计划 30,000 元，实付 29,640 元。",
                    rated: [6, 2, 1],
                }),
                followed: true,
            }),
            ..ITEM
        },
        Item {
            title: "公共收益使用",
            matter: "residents_interest",
            text: "停车位和电梯广告的收入，六成用于公共维修，四成转入维修资金，每月公开一次。",
            delegation: DELEGATED,
            study: "{d-315}社区党支部研究，同意提交会议",
            consulted: "{d-312}起入户征求意见，五个网格都没有反对",
            rounds: &[Round {
                how: How::Hands,
                votes: (44, 2),
                decision: "会议通过《公共收益使用》，按六成、四成分配，每月 10 日前公开上月收支。",
                ..ROUND
            }],
            ..ITEM
        },
    ],
    notes: "充电棚位置由东墙改到南门，离最近的窗户 18 米，会上量过图。",
    ..MEETING
};

pub const AUTUMN: Meeting = Meeting {
    community: URBAN,
    body: REPS,
    title: "居民代表会议（秋季）",
    place: CENTRE,
    day: -190,
    notice: 7,
    present: 50,
    items: &[
        Item {
            title: "物业服务评议和整改清单",
            matter: "public_affairs",
            text: "评议意见：保洁、绿化合格，监控、门禁、修理不及时。列出七项整改，六十日内完成。",
            rounds: &[Round {
                how: How::Secret,
                votes: (41, 7),
                decision: "会议通过《物业服务评议和整改清单》，居民委员会督促物业公司六十日内完成七项整改。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -188,
                steps: &[Step {
                    name: "七项整改",
                    due: -125,
                    done: Some(Reached { day: -116, note: "监控硬盘到货晚，第七项晚了九天", ..REACHED }),
                    ..STEP
                }],
                ..WORKS
            }),
            ..ITEM
        },
        Item {
            title: "居民公约修订",
            matter: "residents_pact_amendment",
            text: "增加两条：\n\n1. 电动自行车和电池不进楼。\n2. 晚上十点后不在院里放音响。",
            delegation: "2025年3月居民会议决议：授权居民代表会议修订居民公约",
            study: "{d-204}社区党支部研究，同意提交会议",
            consulted: "{d-203}起在各单元张贴，收到 31 条意见",
            rounds: &[Round {
                how: How::Hands,
                votes: (46, 3),
                decision: "会议通过《居民公约修订》，自公布之日起施行，各单元张贴。",
                ..ROUND
            }],
            ..ITEM
        },
    ],
    notes: "物业公司派人听会，不参加表决。评议一项发不记名的纸票。",
    ..MEETING
};

pub const WINTER: Meeting = Meeting {
    community: URBAN,
    body: REPS,
    title: "居民代表会议（冬季）",
    place: CENTRE,
    day: -95,
    notice: 7,
    present: 46,
    items: &[Item {
        title: "北区雨污管道疏通",
        matter: "residents_interest",
        text: "北区管道 420 米堵塞，雨天返水。疏通和回填预算 13,000 元，从公共收益出，春节前完工。",
        delegation: DELEGATED,
        study: "{d-108}社区党支部研究，同意提交会议",
        consulted: "{d-106}起走访北区 214 户，没有反对意见",
        rounds: &[Round {
            how: How::Paper,
            votes: (43, 2),
            decision: "会议通过《北区雨污管道疏通》，预算 13,000 元，春节前完工。",
            ..ROUND
        }],
        works: Some(Works {
            planned: -93,
            steps: &[Step {
                name: "疏通和回填",
                due: -58,
                money: "13,000",
                done: Some(Reached { day: -60, money: "12,600", ..REACHED }),
                ..STEP
            }],
            completed: Some(Completed {
                day: -50,
                text: "420 米管道已疏通，注水试验不返水。计划 13,000 元，实付 12,600 元。",
                rated: [4, 1, 0],
            }),
            ..WORKS
        }),
        ..ITEM
    }],
    notes: "施工期间每天 8 时开工、18 时停工，夜里不挖路。",
    ..MEETING
};

pub const SPRING: Meeting = Meeting {
    community: URBAN,
    body: REPS,
    title: "居民代表会议（春季）",
    place: CENTRE,
    day: -24,
    notice: 7,
    present: 49,
    items: &[Item {
        title: "楼道堆物整治公约",
        matter: "residents_interest",
        text: "公约\n\n- 楼道、消防通道不得堆放杂物。\n- 每月第一个周六由网格统一清理，提前三日张贴通知。",
        delegation: "2025年6月居民会议决议：授权居民代表会议决定楼道公共空间管理事项",
        study: "党组织已先行研究，同意提交会议",
        consulted: "会前逐户征求意见并汇总公开",
        rounds: &[Round {
            how: How::Phones,
            votes: (24, 19),
            decision: "会议未通过《楼道堆物整治公约》。居民委员会应就清理前的认领期限再次征求意见后另行提请会议。",
            ..ROUND
        }],
        ..ITEM
    }],
    notes: "多数意见认为三日太短，来不及认领。",
    ..MEETING
};

pub const TO_COME: Meeting = Meeting {
    community: URBAN,
    body: REPS,
    title: "居民代表会议（飞线充电专题）",
    place: CENTRE,
    day: 6,
    notice: 10,
    items: &[Item {
        title: "飞线充电与充电棚",
        matter: "public_affairs",
        paper: "近半年收到 42 件诉求。方案一：在北门建充电棚；方案二：在车库改造；方案三：暂不建。",
        ..ITEM
    }],
    ..MEETING
};

pub const CANCELLED: Meeting = Meeting {
    community: URBAN,
    body: REPS,
    title: "居民代表会议（快递柜专题）",
    place: CENTRE,
    day: -133,
    notice: 7,
    items: &[Item {
        title: "快递柜摆放位置",
        matter: "public_affairs",
        paper: "三处备选：南门、北门、地下车库入口。",
        ..ITEM
    }],
    ..MEETING
};
