-- title: 到每个季度末是否规范管理
-- source: 方农工办〔2022〕54号 三(二)：每季度开展一次随访；3月末1次、6月末2次、9月末3次、12月末4次的算法见福建一个区的慢病报表
-- note: cut 季度末；done 从年初到那天每个季度都有一次面对面随访。当年确诊的从下一个季度算起，还没有整季度的done为空。
WITH
  quarter (cut, first, quarters) AS MATERIALIZED (
    SELECT date (y.value || '-01-01', '+' || (3 * n.value) || ' months', '-1 day'), y.value || '-01-01', n.value
    FROM json_each ('[2015,2016,2017,2018,2019,2020,2021,2022,2023,2024,2025,2026,2027,2028,2029,2030,2031,2032,2033,2034,2035,2036,2037,2038,2039,2040]') AS y
      JOIN json_each ('[1,2,3,4]') AS n
  )
SELECT c.disease, c.person, c.since, q.cut,
  CASE WHEN c.since > q.cut OR (c.since >= q.first AND (strftime ('%m', c.since) + 2) / 3 >= q.quarters) THEN NULL
       -- the visits of this patient alone, each part of follow_up by its key
       ELSE (WITH seen (quarter) AS MATERIALIZED (
               SELECT (strftime ('%m', v.day) + 2) / 3 FROM follow_up AS v
               WHERE v.disease = c.disease AND v.subject = c.person AND v.face AND v.day BETWEEN q.first AND q.cut
                 AND (coalesce (c.since, '') < q.first OR (strftime ('%m', v.day) + 2) / 3 > (strftime ('%m', c.since) + 2) / 3))
             SELECT count (DISTINCT quarter) FROM seen)
            = q.quarters - CASE WHEN c.since >= q.first THEN (strftime ('%m', c.since) + 2) / 3 ELSE 0 END
  END AS done
FROM condition AS c JOIN quarter AS q
