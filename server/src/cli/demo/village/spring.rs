//! The village's meetings of spring and summer: lamps, the rent of the pond, the well, the old school.

use super::{HALL, REPS};
use crate::cli::demo::{
    VILLAGE,
    meetings::{How, ITEM, Item, MEETING, Meeting, ROUND, Round},
    pictures::Picture,
    works::{Completed, REACHED, Reached, STEP, Step, WORKS, Works},
};

pub const SPRING: Meeting = Meeting {
    community: VILLAGE,
    body: REPS,
    title: "村民代表会议（第二季度）",
    place: HALL,
    day: -330,
    notice: 7,
    present: 43,
    items: &[
        Item {
            title: "村口至小学路灯安装",
            matter: "public_works_contract_plan",
            paper: "资金来源\t金额（元）\n上级补助\t40,000\n村集体收入\t19,400\n合计\t59,400",
            text: "村口至小学 1,200 米装路灯 36 盏，每盏 1,650 元，共 59,400 元。三家比价，价低者做。",
            delegation: "2025年1月10日村民会议决议：授权村民代表会议决定公益事业建设承包方案",
            study: "{d-345}村党支部委员会研究，同意提交会议",
            consulted: "{d-340}起公开征求意见七天，收到 9 条，都同意装",
            rounds: &[Round {
                how: How::Hands,
                votes: (40, 2),
                decision: "会议通过《村口至小学路灯安装》，共 59,400 元，村民委员会组织比价和施工。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -328,
                steps: &[
                    Step {
                        name: "勘查定点（装前）",
                        due: -310,
                        done: Some(Reached { day: -312, picture: Some(Picture::DarkRoad), ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "立杆布线",
                        due: -262,
                        money: "35,640",
                        done: Some(Reached { day: -263, money: "35,640", ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "亮灯验收（装后）",
                        due: -225,
                        money: "23,760",
                        done: Some(Reached {
                            day: -211,
                            money: "23,160",
                            note: "四盏灯头有裂纹，退回更换，晚了十四天",
                            picture: Some(Picture::LitRoad),
                        }),
                        ..STEP
                    },
                ],
                completed: Some(Completed {
                    day: -203,
                    text: "36 盏路灯全部亮灯。计划 59,400 元，实付 58,800 元，省下 600 元留在村账上。保修三年。",
                    rated: [9, 2, 1],
                }),
                followed: true,
            }),
            ..ITEM
        },
        Item {
            title: "鱼塘租金使用",
            matter: "collective_income_use",
            text: "今年鱼塘租金 24,000 元这样用：\n\n- 重阳节敬老 10,000 元\n- 村内保洁 8,000 元\n- 考上大学、高中的奖学金 6,000 元",
            delegation: "2025年1月10日村民会议决议：授权村民代表会议决定集体收入的使用",
            study: "{d-345}村党支部委员会研究，同意提交会议",
            consulted: "各组开会征求意见，三组提出增加保洁，已采纳",
            rounds: &[Round {
                how: How::Paper,
                votes: (34, 6),
                decision: "会议通过《鱼塘租金使用》，24,000 元按三项使用，年底前用完并公开。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -327,
                steps: &[
                    Step {
                        name: "重阳节敬老",
                        due: -137,
                        money: "10,000",
                        done: Some(Reached { day: -138, money: "10,000", ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "保洁补助",
                        due: -76,
                        money: "8,000",
                        done: Some(Reached { day: -78, money: "8,000", ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "奖学金",
                        due: -76,
                        money: "6,000",
                        done: Some(Reached { day: -84, money: "6,000", ..REACHED }),
                        ..STEP
                    },
                ],
                completed: Some(Completed {
                    day: -68,
                    text: "24,000 元已全部用完：敬老 50 人，保洁四个季度，奖学金 6 人。",
                    rated: [6, 3, 0],
                }),
                ..WORKS
            }),
            ..ITEM
        },
    ],
    notes: "会议先通报一季度收支，再逐项讨论。二组代表问路灯坏了谁修，村委会答：保修三年，三年后列入村里预算。",
    ..MEETING
};

pub const SUMMER: Meeting = Meeting {
    community: VILLAGE,
    body: REPS,
    title: "村民代表会议（第三季度）",
    place: HALL,
    day: -245,
    notice: 7,
    present: 42,
    items: &[
        Item {
            title: "二组机井和水渠维修筹资",
            matter: "one_issue_levy",
            paper: "资金来源\t金额（元）\n村民筹资（1,242 人）\t18,630\n财政奖补\t37,260\n合计\t55,890",
            text: "修二组机井 2 口，清水渠 860 米，预算 55,890 元。\n\n1. 成年村民每人筹资 15 元，五保户等 6 人免交。\n2. 收齐后申请财政奖补 37,260 元。",
            delegation: "2025年1月10日村民会议决议：授权村民代表会议决定一事一议筹资筹劳",
            study: "{d-258}村党支部委员会研究，同意提交会议",
            consulted: "{d-255}起逐户征求意见，412 户中 396 户签名同意",
            rounds: &[Round {
                how: How::Paper,
                votes: (36, 4),
                decision: "会议通过《二组机井和水渠维修筹资》，每人 15 元，预算 55,890 元，秋浇前修好。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -243,
                steps: &[
                    Step {
                        name: "收齐筹资",
                        due: -178,
                        done: Some(Reached { day: -181, note: "1,242 人，共 18,630 元", ..REACHED }),
                        ..STEP
                    },
                    Step {
                        name: "修机井、清水渠",
                        due: -140,
                        money: "55,890",
                        done: Some(Reached { day: -148, money: "48,200", ..REACHED }),
                        ..STEP
                    },
                ],
                completed: Some(Completed {
                    day: -130,
                    text: "机井 2 口、水渠 860 米已修好。实付 48,200 元，余 7,690 元留作明年管护，专账公开。",
                    rated: [8, 1, 1],
                }),
                ..WORKS
            }),
            ..ITEM
        },
        Item {
            title: "老校舍改建养老互助点",
            matter: "village_planning",
            paper: "资金来源\t金额（元）\n上级补助\t60,000\n村集体收入\t28,000\n合计\t88,000",
            text: "老校舍东边三间改成养老互助点：午饭、理发、看病换药。改建 88,000 元，其余四间仍归村集体，另行商量。",
            delegation: "2025年1月10日村民会议决议：授权村民代表会议决定村庄建设事项",
            study: "{d-258}村党支部委员会研究，同意提交会议",
            consulted: "走访 70 岁以上老人 118 人，96 人愿意来",
            rounds: &[Round {
                how: How::Secret,
                votes: (35, 5),
                decision: "会议通过《老校舍改建养老互助点》，总额 88,000 元，分两步施工。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -242,
                steps: &[
                    Step {
                        name: "改建施工",
                        due: -120,
                        money: "42,000",
                        done: Some(Reached { day: -124, money: "42,000", ..REACHED }),
                        ..STEP
                    },
                    Step { name: "无障碍坡道和扶手", due: -12, money: "46,000", ..STEP },
                ],
                followed: true,
                ..WORKS
            }),
            ..ITEM
        },
    ],
    notes: "筹资先由各组代表说明逐户签名的情况，再发纸票。老校舍一项有代表要求不记名，会议同意。",
    ..MEETING
};
