-- title: 先诊疗后付费的范围
-- source: 方农工办〔2022〕54号 三(五)3；五保算在特困里，由县里核对
-- note: scope 是city时市域内定点医疗机构，须基层首诊、规范转诊；是county时县域内。一个人一类一行，有起止日期；两种都有的按市域内。走访表要按走访那天算，在表里另写一遍。
SELECT person, 'city' AS scope, from_, until FROM belonging WHERE group_ IN ('dibao', 'tekun', 'wubao', 'return_poverty')
UNION ALL
SELECT p.id, 'city', m.from_, m.until FROM monitored AS m JOIN person AS p ON p.household = m.household WHERE NOT m.cleared
UNION ALL
SELECT person, 'county', from_, until FROM belonging WHERE group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
