//! Sentences of village affairs, and what is done with their numbers (issue 16, C13): an identity number beyond doubt is found and can
//! only be covered, what looks like a person's is asked about, and a thing's number is free.

use super::find;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    /// Found, and not asked.
    Found,
    /// Found, and whoever publishes may say that it is none.
    Asked,
    /// Nobody's number.
    Free,
}

use Is::{Asked, Found, Free};

/// 11010519491231002X has the right check digit, 510702197001011234 a wrong one.
const AFFAIRS: &[(&str, Is)] = &[
    // Persons.
    ("低保户王某，11010519491231002X，每月 420 元。", Found),
    ("身份证编号：11010519491231002X", Found),
    ("户主身份证 1101 0519 4912 3100 2X", Found),
    ("110105&#49;9491231002X", Found),
    ("110105&nbsp;19491231&nbsp;002X", Found),
    ("110105![](x.png)19491231<img src=x>002X", Found),
    ("110105<script>1</script>19491231002X", Found),
    ("<span title=\"11010519491231002X\">户主</span>", Found),
    ("[户主](http://x.example/?id=%31%31010519491231002X)", Found),
    ("①①⓪①⓪⑤①⑨④⑨①②③①⓪⓪②X", Found),
    ("低保户 5107 0219 7001 0112 34 已核实", Asked),
    ("身份证编号 510702197001011234", Asked),
    ("证件编号：510702197001011234", Asked),
    ("户口簿编号510702197001011234", Asked),
    ("公民编号 510702197001011234", Asked),
    ("个人编号 510702197001011234", Asked),
    ("残疾人证 510702197001011234", Asked),
    ("残疾人证号：51070219700101123443", Asked),
    ("项目经理 510702197001011234", Asked),
    ("项目经理编号：510702197001011234", Asked),
    ("社保编号 510702197001011234", Asked),
    ("危房户主 51070219700101123，已改造", Asked),
    ("危房户主 11010519491231002，已改造", Asked),
    ("五保户 1101051949123100X，已发放", Asked),
    ("身份证号 930105194912310021 待核", Asked),
    ("项目负责人 13800138000", Asked),
    ("合同联系人张某，13800138000", Asked),
    ("本工程咨询电话13800138000", Asked),
    ("合同编号 2026-3，13800138000", Asked),
    ("合同编号：20260001\n13800138000", Asked),
    ("村民代表13800138000", Asked),
    ("报名 138,0013,8000", Asked),
    ("报名 138/0013/8000", Asked),
    ("报名 1 3 8 0 0 1 3 8 0 0 0", Asked),
    ("报名 1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", Asked),
    ("报名 ①③⑧⓪⓪①③⑧⓪⓪⓪", Asked),
    ("报名 ¹³⁸⁰⁰¹³⁸⁰⁰⁰", Asked),
    ("报名 l38OO138OOO", Asked),
    ("报名 𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎", Asked),
    ("报名 138&#8203;0013&#x200b;8000", Asked),
    ("报名 138&shy;0013&shy;8000", Asked),
    ("报名 138&ensp;0013&ndash;8000", Asked),
    ("报名 138<!-- 5 -->0013<b title=\"a>b\">8000</b>", Asked),
    ("报名 138![图 9](http://x/9)0013<img alt=\"7\">8000", Asked),
    ("报名 [这里](tel:138%2D0013%2D8000)", Asked),
    ("报名 <a href=\"tel:+8613800138000\">这里</a>", Asked),
    ("报名 13\u{301}80\u{20dd}0138000", Asked),
    ("报名 138\\\n0013\\\n8000", Asked),
    ("报名 c13800138000", Asked),
    ("| 姓名 | 电话 |\n|---|---|\n| 王某 | 13800138000 |", Asked),
    ("| 项目 | 电话 |\n|---|---|\n| 水表 | 13800138000 |", Asked),
    ("| 合同编号 | 电话 |\n|---|---|\n| 2026 | 13800138000 |", Asked),
    ("| 姓名 | 身份证号 |\n|---|---|\n| 王某 | 510702197001011234 |", Asked),
    // A thing's number whose check digit happens to be right has a way out.
    ("项目编号 11010519491231002X", Asked),
    ("电能表：11010519491231002X", Asked),
    ("不动产单元号 11010519491231002X", Asked),
    // Things.
    ("电能表 13800138000 已更换", Free),
    ("户号 13800138000 欠费", Free),
    ("缴费户号：13800138000", Free),
    ("工程 13800138000 完工", Free),
    ("协议 13800138000 到期", Free),
    ("文件 510702197001011234 已下发", Free),
    ("登记号 510702197001011234", Free),
    ("不动产单元号 510702197001011234", Free),
    ("宗地号 510702197001011234", Free),
    ("宗地编码：510702197001011234", Free),
    ("林权证号 510702197001011", Free),
    ("土地证号 510702700101123", Free),
    ("收据号 13800138000", Free),
    ("票据号码 13800138000", Free),
    ("支票号：13800138000", Free),
    ("编码 13800138000", Free),
    ("备案码 13800138000", Free),
    ("受理号 13800138000", Free),
    ("公告号 13800138000", Free),
    ("监管码 510702197001011234", Free),
    ("“合同编号”13800138000", Free),
    ("【合同编号】13800138000", Free),
    ("**合同编号**：13800138000", Free),
    ("**合同编号：** `13800138000`", Free),
    ("合同编号（13800138000）", Free),
    ("合同编号 NO:13800138000", Free),
    ("合同编号 No. 13800138000", Free),
    ("合同编号：HT-13800138000", Free),
    ("合同编号：HT2026-13800138000", Free),
    ("依据第13800138000号合同支付", Free),
    ("依据 13800138000 号合同支付", Free),
    ("| 合同编号 | 金额 |\n|---|---|\n| 13800138000 | 5000 |", Free),
    ("| 序号 | 合同编号 | 金额 |\n|---|---|---|\n| 1 | 13700137000 | 8 |\n| 2 | 13800138000 | 5000 |", Free),
    ("合同编号\t金额\n13800138000\t5000", Free),
    ("Contract No. 13800138000", Free),
    ("Meter number: 13800138000", Free),
    ("统一社会信用代码 911101050000123456", Free),
    ("水卡号 13800138000", Free),
    ("各组户数 15 32 12 18 20 9", Free),
    ("18:30，2026-3-16 开会", Free),
    ("| 15 | 0 | 3 | 12 | 0 | 8 | 20 | 1 | 0 |", Free),
    ("第1、3、8、10、13、18组", Free),
    ("总投资 13,800,138,000 元", Free),
    ("涨幅 13%80%，共 13800 户", Free),
    ("流水号 4111111111111111", Free),
];

#[test]
fn c13_the_affairs_of_a_village_are_told_from_its_people() {
    assert!(AFFAIRS.len() >= 60);
    let wrong: Vec<_> = AFFAIRS
        .iter()
        .filter_map(|(text, is)| {
            let found = find(text);
            let seen = match found.iter().find(|one| one.certain).or_else(|| found.first()) {
                None => Free,
                Some(one) if one.certain => Found,
                Some(_) => Asked,
            };
            (seen != *is).then(|| format!("{text}: {seen:?}, not {is:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
