//! What happened in 云杉村: its meetings and what they decided, what it disclosed, what was asked. Days are counted from the evening.

mod spring;
mod winter;

pub use winter::{TONIGHT, TONIGHT_REVISED};

use super::{
    VILLAGE,
    board::{Asked, Posted, Withdrawn, Year},
    pictures::Picture,
};
use spring::{SPRING, SUMMER};
use winter::{AUTUMN, NEW_YEAR, WINTER};

const REPS: &str = "村民代表会议";
const HALL: &str = "村委会会议室";
const LAW: &str = "村民委员会组织法第三十五条";
const PARTY_LAW: &str = "党务公开条例（试行）";

/// The year.
pub const YEAR: Year = Year {
    community: VILLAGE,
    meetings: &[SPRING, SUMMER, AUTUMN, WINTER, NEW_YEAR, TONIGHT],
    cancelled: &[],
    posted: POSTED,
    withdrawn: WITHDRAWN,
    asked: ASKED,
};

/// A sheet of the village.
const fn sheet(day: i64, category: &'static str, title: &'static str, body: &'static str) -> Posted<'static> {
    let basis = if category.len() == "party".len() { PARTY_LAW } else { LAW };
    Posted { community: VILLAGE, category, title, body, basis, day, picture: None, duty: "", ledger: "" }
}

const POSTED: &[Posted<'static>] = &[
    sheet(
        -341,
        "party",
        "主题党日：清理村口河道",
        "{d-345}上午，党员 31 人清理村口河道 600 米，运走垃圾 4 车。下次主题党日走访老人。",
    ),
    sheet(
        -296,
        "affairs",
        "夏季防汛值班安排",
        "6 月至 9 月每晚两人值班，村部电话有人接。水位到警戒线，广播通知二组、七组先转移。",
    ),
    sheet(
        -252,
        "affairs",
        "鱼塘续租合同公开",
        "三家竞价，价高者得。\n\n项目\t内容\n面积\t42 亩\n期限\t三年\n年租金\t24,000 元\n付款\t每年 1 月 15 日前\n押金\t10,000 元\n\n合同全文可到村委会查阅。",
    ),
    sheet(
        -214,
        "party",
        "党支部半年工作情况",
        "上半年开党员大会 2 次，主题党日 6 次，走访困难户 27 户。下半年重点：机井维修、养老互助点。",
    ),
    sheet(
        -171,
        "affairs",
        "医保代收情况",
        "应收 1,486 人，已收 1,451 人，其余 35 人在外地参保。收款当天上缴，村里不留存。",
    ),
    sheet(-121, "affairs", "冬季防火巡查安排", "每天两班，早班 6 时至 14 时，晚班 14 时至 20 时。林边不得烧荒。"),
    sheet(
        -118,
        "affairs",
        "冬季防火巡查安排（重新公布）",
        "每天两班，早班 6 时至 14 时，晚班 14 时至 22 时。林边不得烧荒。",
    ),
    sheet(-74, "party", "党费收缴情况", "党员 46 人，全年应收党费 3,312 元，实收 3,312 元，已全部上缴。"),
    sheet(-44, "affairs", "春节前后垃圾清运时间", "腊月二十至正月十五，每天清运三次。鞭炮纸屑扫到路边，由保洁员收走。"),
    sheet(
        -4,
        "party",
        "村党支部年度工作安排",
        "1. 每季度召开一次党员大会。\n2. 每月一次主题党日。\n3. 党员联系户每季度走访一次。",
    ),
    Posted {
        picture: Some(Picture::Board),
        ..sheet(
            -3,
            "finance",
            "上季度村级财务收支公开",
            "日期\t摘要\t收入（元）\t支出（元）\t余额（元）\n1月5日\t上年结转\t86,420.00\t\t86,420.00\n1月12日\t鱼塘租金\t24,000.00\t\t110,420.00\n2月3日\t路灯电费\t\t3,180.50\t107,239.50\n3月2日\t村部屋顶维修\t\t5,400.00\t101,839.50\n\n每笔均经监督委员会审核，票据可在村委会查阅。",
        )
    },
    sheet(
        -2,
        "affairs",
        "自来水管网检修停水安排",
        "本月 20 日 8 时至 17 时检修二组、三组管网，期间停水。请提前储水；有老人和病人的家庭由网格员送水。",
    ),
];

const WITHDRAWN: &[Withdrawn] = &[Withdrawn {
    community: VILLAGE,
    title: "冬季防火巡查安排",
    why: "晚班时间写错，应当到 22 时，重新公布",
    day: -119,
}];

/// A question or an objection of the village.
const fn asked(day: i64, by: &'static str, about: &'static str, text: &'static str) -> Asked {
    Asked { community: VILLAGE, by, about, kind: "query", text, day, minutes: 0, reply: None }
}

const ASKED: &[Asked] = &[
    Asked {
        reply: Some((-318, "这段路有 63 名学生走，放学后没有灯。其余路段列入明年计划。")),
        ..asked(-320, "0020", "村口至小学路灯安装", "为什么先装村口到小学这一段？")
    },
    Asked {
        kind: "objection",
        reply: Some((-137, "交了 1,242 人，每人 15 元；免交 6 人。名册可到村委会查阅。")),
        ..asked(-140, "0004", "{y-182}年{m-182}村级收支明细", "筹资款应当写明多少人交了、多少人免交。")
    },
    Asked {
        reply: Some((-76, "二组的两处不在这次方案里，开春后由小组报面积，再提请会议。")),
        ..asked(-78, "", "三处断头路修补", "二组还有两处路面没有修，什么时候修？")
    },
    Asked {
        minutes: 0,
        reply: Some((-1, "多 210.50 元：三组新装了六盏路灯。")),
        ..asked(-2, "0004", "上季度村级财务收支公开", "路灯电费比去年同期多了吗？")
    },
    // It waits, within its days.
    Asked {
        kind: "objection",
        minutes: 90,
        ..asked(-1, "0004", "上季度村级财务收支公开", "鱼塘租金应当写明合同期限。")
    },
];
