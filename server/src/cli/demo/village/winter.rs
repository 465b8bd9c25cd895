//! The village's meetings of autumn and winter, and the one of tonight.

use super::{HALL, REPS};
use crate::cli::demo::{
    VILLAGE,
    meetings::{How, ITEM, Item, MEETING, Meeting, ROUND, Round},
    works::{Completed, REACHED, Reached, STEP, Step, WORKS, Works},
};

pub const AUTUMN: Meeting = Meeting {
    community: VILLAGE,
    body: REPS,
    title: "村民代表会议（第四季度）",
    place: HALL,
    day: -155,
    notice: 7,
    present: 43,
    items: &[Item {
        title: "垃圾分类投放点选址",
        matter: "public_affairs",
        paper: "现有的露天堆放点离水渠 20 米，上级要求年底前撤除。",
        text: "全村设投放点两处：村口、小学东边。",
        rounds: &[
            Round {
                how: How::Hands,
                votes: (21, 21),
                decision: "第一轮赞成和反对一样多，没有通过。五组、六组代表认为太远，会议改了方案再表决。",
                ..ROUND
            },
            Round {
                how: How::Hands,
                text: "全村设投放点三处：村口、小学东边、五组和六组之间的空地。每天早晚各清运一次。",
                votes: (33, 8),
                decision: "会议第二轮通过《垃圾分类投放点选址》，设三处，年底前启用。",
            },
        ],
        works: Some(Works {
            planned: -153,
            steps: &[Step {
                name: "三处投放点启用",
                due: -110,
                done: Some(Reached { day: -116, note: "乡里统一配桶，村里不出钱", ..REACHED }),
                ..STEP
            }],
            ..WORKS
        }),
        ..ITEM
    }],
    notes: "第一轮票数相同。休会二十分钟，五组、六组代表提出加一处，方案修改后进行第二轮。",
    ..MEETING
};

pub const WINTER: Meeting = Meeting {
    community: VILLAGE,
    body: REPS,
    title: "村民代表会议（年终）",
    place: HALL,
    day: -100,
    notice: 7,
    present: 45,
    items: &[
        Item {
            title: "村民委员会年度工作报告",
            matter: "annual_report",
            text: "一年来办成路灯、机井水渠、投放点三件事；养老互助点改建完成第一步。没办完的：坡道和扶手。",
            delegation: "2025年1月10日村民会议决议：授权村民代表会议审议年度工作报告",
            rounds: &[Round {
                how: How::Hands,
                votes: (42, 1),
                decision: "会议通过村民委员会年度工作报告，没办完的事列入明年第一季度。",
                ..ROUND
            }],
            ..ITEM
        },
        Item {
            title: "三处断头路修补",
            matter: "public_works_contract_plan",
            text: "一组、四组、八组各一处断头路，共修补 310 平方米，预算 26,800 元，从村集体收入出。",
            delegation: "2025年1月10日村民会议决议：授权村民代表会议决定公益事业建设承包方案",
            study: "{d-112}村党支部委员会研究，同意提交会议",
            consulted: "{d-110}起在公开栏征求意见七天，没有反对意见",
            rounds: &[Round {
                how: How::Paper,
                votes: (38, 5),
                decision: "会议通过《三处断头路修补》，预算 26,800 元，上冻前做完。",
                ..ROUND
            }],
            works: Some(Works {
                planned: -98,
                steps: &[Step {
                    name: "路面修补",
                    due: -85,
                    money: "26,800",
                    done: Some(Reached { day: -92, money: "26,300", ..REACHED }),
                    ..STEP
                }],
                completed: Some(Completed {
                    day: -80,
                    text: "三处 310 平方米已修好，村民验过。计划 26,800 元，实付 26,300 元。",
                    rated: [7, 2, 0],
                }),
                ..WORKS
            }),
            ..ITEM
        },
    ],
    notes: "报告念完后代表提问二十分钟。路面修补按组报面积，现场核对。",
    ..MEETING
};

pub const NEW_YEAR: Meeting = Meeting {
    community: VILLAGE,
    body: REPS,
    title: "村民代表会议（第一季度第一次）",
    place: HALL,
    day: -70,
    notice: 7,
    present: 44,
    items: &[Item {
        title: "误工补贴人员及标准",
        matter: "lost_work_allowance",
        text: "方案\n\n1. 村民小组长每人每月补贴 200 元。\n2. 因公误工按每日 100 元计发，凭考勤单领取。\n\n资金来源：村集体经济收入。",
        delegation: "2025年1月10日村民会议决议：授权村民代表会议决定误工补贴人员及标准",
        study: "党组织已先行研究，同意提交会议",
        consulted: "会前逐户征求意见并汇总公开",
        rounds: &[Round {
            how: How::Phones,
            votes: (37, 4),
            decision: "会议通过《误工补贴人员及标准》，自 {y-70} 年 {m-70}起执行，按季度公开发放情况。",
            ..ROUND
        }],
        works: Some(Works {
            planned: -60,
            steps: &[
                Step {
                    name: "造册并公示补贴人员",
                    due: -40,
                    done: Some(Reached { day: -31, note: "两户信息核对后推迟九日公示", ..REACHED }),
                    ..STEP
                },
                // The decision names what one person gets in a month: a sum above that says how it comes about.
                Step {
                    name: "发放第一季度补贴",
                    due: 30,
                    money: "5400.00",
                    over: "九名村民小组长每人每月 200 元，一个季度共 5,400 元",
                    ..STEP
                },
            ],
            ..WORKS
        }),
        ..ITEM
    }],
    notes: "本次会议用手机表决，没有手机的代表由工作人员在旁协助。",
    ..MEETING
};

/// Tonight's meeting, up to half an hour before it begins (domain.md §6.1).
pub const TONIGHT: Meeting = Meeting {
    community: VILLAGE,
    body: REPS,
    title: "村民代表会议（村内道路硬化）",
    place: HALL,
    day: 0,
    minutes: 30,
    notice: 10,
    present: 0,
    items: &[Item {
        title: "村内道路硬化",
        headed: "村内道路硬化建设承包方案",
        matter: "public_works_contract_plan",
        paper: "三组道路雨后泥泞，38 位村民附议。\n\n资金来源\t金额（元）\n上级补助\t380,000\n村集体收入\t304,000\n捐款\t80,000\n合计\t764,000",
        text: "硬化三组至村口道路，长 1,500 米、宽 3 米、厚 20 厘米，总投资 764,000 元，公开招标发包。",
        delegation: "2025年1月10日村民会议决议：授权村民代表会议决定公益事业建设承包方案",
        study: "2026年3月4日村党支部委员会研究，五人全部同意提议",
        consulted: "2026年3月1日说事室提出，38位村民附议；3月6日起公开征求意见",
        ..ITEM
    }],
    ..MEETING
};

/// The text of tonight as it was changed four days ago.
pub const TONIGHT_REVISED: &str = "硬化三组至村口道路，长 1,500 米、宽 3 米、厚 20 厘米，总投资 764,000 元，公开招标发包。\n\n道路两侧增设排水沟，不增加费用。";
