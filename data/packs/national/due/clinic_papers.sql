-- title: 村卫生室证照到期
-- section: expiring
-- option: ahead 30 到期前几天提醒（拟定）
-- source: 村卫生室标准：两证齐全、在有效期内；30天是拟定的
-- note: 日期写在最近一次村卫生室自查表上。
WITH
  paper (subject, until, what) AS (
    SELECT subject, a02_until, '执业许可证' FROM clinic_now
    UNION ALL
    SELECT subject, b02_until, '乡村医生（医师）证书' FROM clinic_now
  )
SELECT p.subject, 'clinic_check' AS form, NULL AS workflow, NULL AS case_, min (p.until) AS due,
  group_concat (p.what || CASE WHEN p.until < :today THEN '已过期（' ELSE '到期（' END || p.until || '）', '，') || '：换证后请重新自查' AS what
FROM paper AS p
WHERE p.until <= date (:today, '+' || coalesce (:ahead, 30) || ' days')
GROUP BY p.subject ORDER BY due, p.subject;
