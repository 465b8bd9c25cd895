//! What happened in 向阳里社区. Days are counted from the evening.

mod meetings;

use super::{
    URBAN,
    board::{Asked, Posted, Withdrawn, Year},
};
use meetings::{AUTUMN, CANCELLED, SPRING, SUMMER, TO_COME, WINTER};

const LAW: &str = "城市居民委员会组织法第三十四条";
const PARTY_LAW: &str = "党务公开条例（试行）";

/// The year.
pub const YEAR: Year = Year {
    community: URBAN,
    meetings: &[SUMMER, AUTUMN, WINTER, SPRING, TO_COME],
    cancelled: &[(CANCELLED, -136, "快递柜公司改为先和居民协商，暂时没有要表决的事项，会议取消")],
    posted: POSTED,
    withdrawn: &[Withdrawn {
        community: URBAN, title: "电梯年检安排", why: "年检公司改了日期，旧安排作废", day: -204
    }],
    asked: ASKED,
};

/// A sheet of the community.
const fn sheet(day: i64, category: &'static str, title: &'static str, body: &'static str) -> Posted<'static> {
    let basis = if category.len() == "party".len() { PARTY_LAW } else { LAW };
    Posted { community: URBAN, category, title, body, basis, day, picture: None, duty: "", ledger: "" }
}

const POSTED: &[Posted<'static>] = &[
    sheet(
        -281,
        "party",
        "党员到社区报到服务清单",
        "报到党员 128 人，认领护学、陪诊、修理等服务 19 项，每周六上午在南门值班。",
    ),
    sheet(-207, "affairs", "电梯年检安排", "46 部电梯分三天年检，每部停用约两小时。"),
    sheet(
        -203,
        "affairs",
        "电梯年检安排（改期）",
        "46 部电梯下周起分三天年检，每部停用约两小时，前一天在单元门张贴时间。",
    ),
    sheet(
        -151,
        "affairs",
        "物业服务合同主要内容",
        "项目\t内容\n期限\t两年\n物业费\t每平方米每月 1.60 元\n保洁\t每天一次\n绿化\t每季修剪\n修理\t两小时内到场\n\n合同全文可到居民委员会查阅。",
    ),
    sheet(-61, "affairs", "春节前消防检查结果", "检查 23 个单元：灭火器过期 14 具，已更换；堵塞通道 3 处，当天清走。"),
    sheet(
        -6,
        "finance",
        "上季度公共收益收支公开",
        "电梯广告收入 18,600.00 元，停车位收入 42,000.00 元；维修支出 23,450.00 元；结余 37,150.00 元。",
    ),
];

const ASKED: &[Asked] = &[
    Asked {
        community: URBAN,
        by: "0031",
        about: "南门充电棚试点",
        kind: "query",
        text: "夜里充电有没有人看？",
        day: -230,
        minutes: 0,
        reply: Some((-228, "棚里装了烟感和自动断电，监控接到门岗，门岗夜里有人。")),
    },
    Asked {
        community: URBAN,
        by: "0045",
        about: "春节前消防检查结果",
        kind: "query",
        text: "换灭火器花了多少钱，谁出的？",
        day: -56,
        minutes: 0,
        reply: Some((-54, "14 具共 1,260 元，由物业公司出，没有用公共收益。")),
    },
];
