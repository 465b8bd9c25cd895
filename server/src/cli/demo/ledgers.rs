//! What both places took in and spent in the twelve months, and how a month of it is disclosed: one line for each voucher, with the
//! balance carried on (村组法 Art. 35; 次月 10 日前).

use super::{URBAN, VILLAGE, board::Posted, calendar, company::ZONE};
use crate::{fault::Fault, zone};
use rules::{Moment, days::Date, money::Money};

/// The day of the month, what it was, and how many cents came in or went out.
type Line = (i64, &'static str, i64);

/// What the village had before the first month: 80,001.90.
pub const VILLAGE_BEFORE: i64 = 8_000_190;
/// What the community's public income came to before the first month: 21,300.00.
const URBAN_BEFORE: i64 = 2_130_000;

/// The same of the village, which keeps its account line by line: also under which heading, and from or to whom.
type Kept = (i64, &'static str, i64, &'static str, &'static str);

const VILLAGE_MONTHS: [&[Kept]; 12] = [
    &[
        (11, "光伏电站发电收入", 682_000, "集体经营收入", "县供电公司"),
        (18, "村部电费", -41_230, "3.4", "县供电公司"),
        (25, "报刊费", -68_000, "3.3", "镇邮政所"),
    ],
    &[
        (3, "机动地承包费", 1_860_000, "2.2", "承包农户"),
        (9, "清明防火巡查", -240_000, "3.5", "巡查队"),
        (28, "一季度保洁费", -360_000, "3.5", "保洁队"),
    ],
    &[
        (6, "上级运转经费", 3_000_000, "2.5", "镇财政所"),
        (14, "村部电费", -39_860, "3.4", "县供电公司"),
        (22, "办公用品", -72_600, "3.4", "镇文具店"),
    ],
    &[
        (5, "上级路灯专项补助", 4_000_000, "2.6", "镇财政所"),
        (27, "路灯工程第一笔款", -3_564_000, "3.6", "路灯安装公司"),
    ],
    &[
        (8, "光伏电站发电收入", 731_500, "集体经营收入", "县供电公司"),
        (12, "防汛沙袋、雨衣", -186_000, "3.5", "县五金公司"),
        (29, "二季度保洁费", -360_000, "3.5", "保洁队"),
    ],
    &[(6, "上级养老互助点补助", 6_000_000, "2.6", "镇财政所"), (25, "路灯工程尾款", -2_316_000, "3.6", "路灯安装公司")],
    &[
        (16, "一事一议筹资（1,242 人，每人 15 元）", 1_863_000, "2.4", "各农户"),
        (28, "三季度保洁费", -360_000, "3.5", "保洁队"),
    ],
    &[
        (10, "一事一议财政奖补", 3_726_000, "2.6", "镇财政所"),
        (21, "机井、水渠维修款", -4_820_000, "3.6", "县水利工程队"),
        (29, "重阳节敬老（鱼塘租金）", -1_000_000, "3.5", "老年协会"),
    ],
    &[
        (7, "光伏电站发电收入", 654_000, "集体经营收入", "县供电公司"),
        (13, "养老互助点改建首付款", -4_200_000, "3.6", "县建筑公司"),
        (18, "路灯电费", -297_000, "3.5", "县供电公司"),
        (28, "清运车油费、修理", -360_000, "3.5", "镇汽修厂"),
    ],
    &[
        (15, "路面修补款", -2_630_000, "3.6", "县路桥公司"),
        (22, "奖学金 6 人（鱼塘租金）", -600_000, "3.5", "考上大学的学生"),
        (30, "四季度保洁费", -360_000, "3.5", "保洁队"),
    ],
    &[(12, "鱼塘租金", 2_400_000, "2.2", "鱼塘承包方")],
    &[(3, "路灯电费", -318_050, "3.5", "县供电公司")],
];

/// What was spent by which decision: words of the line, and the title under which the decision is published.
pub const DECIDED: [(&str, &str); 4] = [
    ("路灯工程", "村口至小学路灯安装"),
    ("机井、水渠", "二组机井和水渠维修筹资"),
    ("养老互助点改建", "老校舍改建养老互助点"),
    ("路面修补", "三处断头路修补"),
];

/// What the lots bring in each month, and the advertisements in the lifts.
const URBAN_INCOME: [Line; 2] = [(5, "地面停车位收入", 1_400_000), (10, "电梯广告收入", 620_000)];
const URBAN_MONTHS: [&[Line]; 12] = [
    &[(19, "3 号楼单元门维修", -420_000), (26, "绿化补种", -1_280_000)],
    &[(15, "消防栓检修", -860_000), (24, "公共照明电费", -312_000)],
    &[(20, "垃圾房改造", -1_540_000)],
    &[(12, "南门充电棚第一笔款", -1_800_000), (27, "公共照明电费", -298_000)],
    &[(18, "南门充电棚尾款", -1_164_000), (25, "儿童滑梯更换", -1_100_000)],
    &[(9, "防汛挡板", -680_000), (22, "公共照明电费", -305_000)],
    &[(16, "电梯年检", -1_920_000)],
    &[(14, "7 号楼外墙砖加固", -2_460_000)],
    &[(11, "重阳节活动", -280_000), (20, "监控硬盘更换", -940_000)],
    &[(17, "居民活动室桌椅", -865_000)],
    &[(16, "北区雨污管道疏通", -1_260_000)],
    &[(9, "春节前公共区域保洁", -220_000)],
];

/// The titles and texts of the twelve months before the evening that are disclosed by then, oldest first.
pub struct Ledger {
    pub community: &'static str,
    pub title: String,
    pub body: String,
    /// The eighth of the month after, in days from the evening.
    pub day: i64,
    /// The period of the duty that it is for, where the place kept its list by then.
    pub duty: String,
    /// Of the village the month, and its lines as they are pasted into the account.
    pub account: Option<(String, String)>,
}

impl Ledger {
    /// As it is written for the board.
    pub fn posted(&self) -> Posted<'_> {
        let urban = self.community == URBAN;
        Posted {
            community: self.community,
            category: "finance",
            title: &self.title,
            body: &self.body,
            basis: if urban {
                "城市居民委员会组织法第三十四条、民法典第二百八十二条"
            } else {
                "村民委员会组织法第三十五条"
            },
            day: self.day,
            picture: None,
            duty: &self.duty,
            ledger: self.account.as_ref().map_or("", |(month, _)| month),
        }
    }
}

/// The ledgers of both places.
pub fn ledgers(evening: Moment) -> Result<Vec<Ledger>, Fault> {
    let today = zone::day(evening, ZONE)?;
    let mut months = Vec::new();
    let (mut year, mut month, _) = today.parts();
    while months.len() < 12 {
        let after = Date::new(year, month, 8).ok_or(Fault::Stored("a month"))?;
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        // The last day of a month that is told of is past.
        if after < today {
            months.push((year, month, days_from(today, after)));
        }
    }
    months.reverse();
    let (mut village, mut urban) = (VILLAGE_BEFORE, URBAN_BEFORE);
    let mut all = Vec::new();
    for ((year, month, day), (own, spent)) in months.into_iter().zip(VILLAGE_MONTHS.into_iter().zip(URBAN_MONTHS)) {
        let title = format!("{year}年{month}月村级收支明细");
        let body = "监督委员会已逐笔审核，票据原件可到村委会查阅。".to_owned();
        let duty = if day > calendar::FROM { format!("V21:{year:04}-{month:02}") } else { String::new() };
        let account = Some((format!("{year:04}-{month:02}"), pasted(month, &mut village, own)));
        all.push(Ledger { community: VILLAGE, title, body, day, duty, account });
        let lines = [URBAN_INCOME.as_slice(), spent].concat();
        let title = format!("{year}年{month}月公共收益收支明细");
        let body =
            format!("{}\n\n{}", table(month, &mut urban, &lines), "票据原件可到居民委员会查阅，也可在这里提出询问。");
        all.push(Ledger { community: URBAN, title, body, day, duty: String::new(), account: None });
    }
    Ok(all)
}

fn days_from(today: Date, other: Date) -> i64 {
    (-430..=0).find(|days| today.plus(*days) == other).unwrap_or(0)
}

/// A month as a table: cells between tabs become one as it is typed.
fn table(month: i64, balance: &mut i64, lines: &[Line]) -> String {
    let words = |cents: i64| Money(cents.unsigned_abs()).words();
    let mut rows = vec![
        "日期\t摘要\t收入（元）\t支出（元）\t余额（元）".to_owned(),
        format!("{month}月1日\t上月结转\t\t\t{}", words(*balance)),
    ];
    let (mut income, mut spent) = (0, 0);
    for (day, what, cents) in lines {
        *balance += cents;
        let (into, out) = if *cents > 0 { (words(*cents), String::new()) } else { (String::new(), words(*cents)) };
        income += (*cents).max(0);
        spent += (*cents).min(0);
        rows.push(format!("{month}月{day}日\t{what}\t{into}\t{out}\t{}", words(*balance)));
    }
    rows.push(format!("合计\t\t{}\t{}\t{}", words(income), words(spent), words(*balance)));
    rows.join("\n")
}

/// A month as the clerk copies it from a spreadsheet: headings, a row for each voucher with its balance, the sums.
fn pasted(month: i64, balance: &mut i64, lines: &[Kept]) -> String {
    let words = |cents: i64| Money(cents.unsigned_abs()).words();
    let mut rows = vec![
        "序号\t日期\t凭证号\t摘要\t科目\t收入\t支出\t余额\t资金来源\t对方单位\t经手人\t证明人\t审批人".to_owned(),
        format!("\t{month}月1日\t\t上月结转\t\t\t\t{}", words(*balance)),
    ];
    let (mut income, mut spent) = (0, 0);
    for (nth, (day, what, cents, class, whom)) in (1..).zip(lines) {
        *balance += cents;
        let (into, out) = if *cents > 0 { (words(*cents), String::new()) } else { (String::new(), words(*cents)) };
        income += (*cents).max(0);
        spent += (*cents).min(0);
        let purse = match *class {
            "2.4" => "筹资",
            "2.5" => "财政",
            "2.6" => "专项",
            _ => "集体",
        };
        rows.push(format!(
            "{nth}\t{month}月{day}日\t记-{month:02}{nth:02}\t{what}\t{class}\t{into}\t{out}\t{}\t{purse}\t{whom}\t文书\t村民小组组长\t村委会主任",
            words(*balance)
        ));
    }
    rows.push(format!("合计\t\t\t\t\t{}\t{}", words(income), words(spent)));
    rows.join("\n")
}

#[cfg(test)]
mod tests {
    use super::{URBAN_BEFORE, URBAN_INCOME, URBAN_MONTHS, VILLAGE_BEFORE, VILLAGE_MONTHS, ledgers};
    use rules::Moment;

    /// The quarter that hangs on the board begins with 86,420.00, and ends with what the last month ends with before its second day.
    #[test]
    fn the_months_lead_to_the_quarter_that_hangs_on_the_board() {
        let of = |months: usize| -> i64 {
            VILLAGE_MONTHS.iter().take(months).flat_map(|month| month.iter()).map(|line| line.2).sum()
        };
        assert_eq!(VILLAGE_BEFORE + of(10), 8_642_000);
        assert_eq!(VILLAGE_BEFORE + of(12), 10_723_950);
    }

    /// Nobody spends what is not there.
    #[test]
    fn no_balance_is_below_nothing() {
        let income: i64 = URBAN_INCOME.iter().map(|(_, _, cents)| cents).sum();
        let (mut village, mut urban) = (VILLAGE_BEFORE, URBAN_BEFORE);
        for (own, spent) in VILLAGE_MONTHS.iter().zip(URBAN_MONTHS) {
            urban += income;
            for line in *own {
                village += line.2;
                assert!(village >= 0, "{}", line.1);
            }
            for line in spent {
                urban += line.2;
                assert!(urban >= 0, "{}", line.1);
            }
        }
    }

    /// The evening may be any day: twelve months are told of, the last one disclosed before it.
    #[test]
    fn twelve_months_are_disclosed_before_any_evening() {
        for days in 0..70 {
            let evening = super::super::evening().plus_days(days);
            let all = ledgers(evening).expect("ledgers");
            assert_eq!(all.len(), 24);
            assert!(all.iter().all(|one| (-400..0).contains(&one.day)), "{:?}", Moment(evening.0));
            assert!(all.is_sorted_by_key(|one| one.day));
        }
    }
}
