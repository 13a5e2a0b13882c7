-- title: 年度健康体检
-- section: work
-- option: ahead 60 到期前几天提醒
-- option: age_day year_end 65岁按哪天算 year_end=本年12月31日|until=当天
-- source: 国家基本公共卫生服务规范（第三版）：老年人、高血压、2型糖尿病、严重精神障碍患者每年一次健康体检；方农工办〔2022〕54号 三(四)：脱贫户、监测户和农村“四类人员”每年1次免费健康体检，重点人群的体检内容
-- note: 本年还没有健康体检表的人，年底前要做；去年做过的，满12个月提醒，最迟年底。冒号后面是这个人比一般人要多做的；精神障碍患者在病情许可、监护人或本人同意后做。0—6岁儿童和肺结核患者不填健康体检表。
WITH
  year (first, last) AS (SELECT date (:today, 'start of year'), date (:today, 'start of year', '+1 year', '-1 day')),
  -- why somebody is to be checked, gathered first: most people have no reason
  reason (person, reason) AS (
    SELECT id, 'elder' FROM person
    WHERE (:among IS NULL OR id IN (SELECT value FROM json_each (:among))) AND age_on (birth, CASE WHEN :age_day = 'until' THEN :today ELSE strftime ('%Y', :today) || '-12-31' END) >= :limit_elder_age
    UNION ALL
    SELECT person, disease FROM condition
    WHERE (:among IS NULL OR person IN (SELECT value FROM json_each (:among))) AND (until IS NULL OR until > :today)
    UNION ALL
    SELECT person, 'key' FROM belonging
    WHERE group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
      AND (from_ IS NULL OR from_ <= :today) AND (until IS NULL OR until >= :today)
      AND (:among IS NULL OR person IN (SELECT value FROM json_each (:among)))
  ),
  reasons (person, elder, hypertension, diabetes, mental, key, tuberculosis) AS (
    SELECT person, max (reason = 'elder'), max (reason = 'hypertension'), max (reason = 'diabetes'), max (reason = 'mental'),
      max (reason = 'key'), max (reason = 'tuberculosis')
    FROM reason GROUP BY person
  ),
  who (person, elder, hypertension, diabetes, mental, key, last) AS MATERIALIZED (
    SELECT w.person, elder, hypertension, diabetes, mental, key AND coalesce (age_on (p.birth, :today) >= 7, 1) AND NOT tuberculosis,
      -- with + by the index of the person, which has all that is asked: the record itself is long
      (SELECT max (r.day) FROM record AS r WHERE r.subject = w.person AND r.day <= :today AND +r.form = 'health_check')
    FROM reasons AS w JOIN person AS p ON p.id = w.person
    WHERE p.state = 'here' AND p.resident = 1
  ),
  work (subject, due, who, more) AS (
    SELECT w.person, min (year.last, coalesce (months_after (w.last, 12), year.last)),
      substr (CASE WHEN w.elder THEN '、老年人' ELSE '' END || CASE WHEN w.hypertension THEN '、高血压' ELSE '' END ||
              CASE WHEN w.diabetes THEN '、糖尿病' ELSE '' END || CASE WHEN w.mental THEN '、精神障碍' ELSE '' END ||
              CASE WHEN w.key THEN '、重点对象' ELSE '' END, 2),
      -- who is in two groups needs what either asks for
      substr (CASE WHEN w.mental THEN '、血常规（含白细胞分类）' WHEN w.elder THEN '、血常规' ELSE '' END ||
              CASE WHEN w.elder THEN '、尿常规、肝功能、肾功能' WHEN w.mental THEN '、转氨酶' ELSE '' END ||
              CASE WHEN w.elder OR w.mental OR w.diabetes THEN '、空腹血糖' ELSE '' END ||
              CASE WHEN w.elder THEN '、血脂' ELSE '' END || CASE WHEN w.elder OR w.mental THEN '、心电图' ELSE '' END ||
              CASE WHEN w.elder THEN '、腹部B超' ELSE '' END ||
              CASE WHEN w.elder OR w.hypertension OR w.diabetes THEN '、口腔、视力、听力、运动功能' ELSE '' END ||
              CASE WHEN w.diabetes THEN '、足背动脉' ELSE '' END || CASE WHEN w.elder THEN '、自理能力、认知、情感' ELSE '' END, 2)
    FROM who AS w JOIN year
    WHERE coalesce (w.last, '') < year.first AND (w.elder OR w.hypertension OR w.diabetes OR w.mental OR w.key)
  )
SELECT subject, 'health_check' AS form, NULL AS workflow, NULL AS case_, due, '年度健康体检（' || who || '）' || CASE more WHEN '' THEN '' ELSE '：' || more END AS what
FROM work WHERE due <= date (:today, '+' || coalesce (:ahead, 60) || ' days');
