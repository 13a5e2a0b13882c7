-- title: 可能漏报的慢性病病种
-- level: warning
-- option: survey_scope monitored 摸排、鉴定的范围 monitored=脱贫户和监测户|four=再加农村四类人员|all=全部在册居民
-- option: months 12 看几个月以内的体检、随访、走访
-- source: 方农工办〔2022〕54号 三(一)：一个人有几种慢性病就鉴定几种，一种不漏
-- note: 名册、随访、走访、摸排、体检、大病和用药里看得出的病种，减去已申请的和摸排时看到有卡的。用药和体检只是提示，哪些字、哪些选项看得出病种，由代码表规定。摸排写明“未达标准”“不愿申请”的、申请表上写明这次不申请的原因的，不再提示。
WITH
  recent (day) AS (SELECT months_after (:today, -coalesce (:months, 12))),
  scope (person, name) AS (
    SELECT DISTINCT r.person, r.name FROM resident AS r JOIN survey_scope AS b ON b.person = r.person
    WHERE b.scope = coalesce (:survey_scope, 'monitored')
      AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
  ),
  listed (disease, label) AS (
    SELECT value ->> 'code', value ->> 'label' FROM json_each (:codes_disease) WHERE value ->> 'list' = 'outpatient'
  ),
  sign (kind, label, question, value, disease) AS (
    SELECT value ->> 'kind', value ->> 'label', value ->> 'question', value ->> 'value', value ->> 'disease'
    FROM json_each (:codes_disease_sign)
  ),
  filled (person, form, answers) AS (
    SELECT s.person, r.form, r.answers FROM scope AS s JOIN record AS r ON r.subject = s.person, recent
    WHERE r.day >= recent.day AND r.day <= :today
  ),
  medicine (person, name) AS (
    SELECT DISTINCT f.person, t.value FROM filled AS f, json_tree (f.answers) AS t
    WHERE t.type = 'text' AND (t.key LIKE 'med\_name%' ESCAPE '\' OR t.key IN ('insulin_kind', 'current_drugs'))
  ),
  survey AS (
    SELECT s.*, row_number () OVER (PARTITION BY s.subject ORDER BY s.day DESC, s.id DESC) AS newest
    FROM chronic_survey AS s WHERE s.day <= :today
  ),
  known (person, disease, origin) AS (
    SELECT s.person, c.disease, '名册' FROM scope AS s JOIN condition AS c ON c.person = s.person
    WHERE c.until IS NULL OR c.until > :today
    UNION
    SELECT f.person, m.value ->> 'code', '随访' FROM filled AS f JOIN json_each (:codes_managed_disease) AS m
    WHERE f.form = m.value ->> 'form'
    UNION
    SELECT s.person, l.disease, '走访' FROM scope AS s JOIN household_visit_member AS m ON m.m_person = s.person, listed AS l, recent
    WHERE m.day >= recent.day AND m.day <= :today AND ' ' || m.m_chronic || ' ' LIKE '% ' || l.disease || ' %'
    UNION
    SELECT s.subject, l.disease, '摸排' FROM survey AS s JOIN listed AS l ON ' ' || s.need || ' ' LIKE '% ' || l.disease || ' %'
    WHERE s.newest = 1
    UNION
    SELECT f.person, g.disease, g.label FROM filled AS f JOIN sign AS g ON g.kind = 'choice'
    WHERE ' ' || (f.answers ->> nullif (g.question, '')) || ' ' LIKE '% ' || g.value || ' %'
    UNION
    SELECT d.person, g.disease, '用药：' || d.name FROM medicine AS d JOIN sign AS g ON g.kind = 'word' AND instr (d.name, g.value) > 0
    UNION
    SELECT m.subject, g.disease, g.label FROM major_disease AS m JOIN sign AS g ON g.kind = 'major' AND g.value = m.topic
    WHERE m.state <> 'excluded'
  ),
  missed (person, label, origin) AS (
    SELECT k.person, l.label, group_concat (DISTINCT k.origin)
    FROM known AS k JOIN listed AS l ON l.disease = k.disease
      LEFT JOIN survey AS s ON s.subject = k.person AND s.newest = 1
    WHERE NOT EXISTS (SELECT 1 FROM chronic_disease AS d
                      WHERE d.subject = k.person AND d.topic = k.disease AND d.state <> 'r_lapsed')
      AND coalesce (s.result, '') NOT IN ('p_below', 'p_unwilling')
      AND NOT EXISTS (SELECT 1 FROM chronic_application_form AS f WHERE f.subject = k.person AND f.left_out_reason IS NOT NULL
                        AND instr (' ' || f.left_out_codes || ' ', ' ' || k.disease || ' '))
      AND NOT (coalesce (s.old_card, '') = '2' AND instr (s.old_card_text, l.label) > 0)
    GROUP BY k.person, k.disease
  )
SELECT s.person AS subject, s.name || '可能漏报：' || group_concat (m.label || '（' || m.origin || '）', '、') ||
  '。请核对后申请慢性病鉴定，或者在摸排表上写明不申请的原因。' AS message
FROM scope AS s JOIN missed AS m ON m.person = s.person
GROUP BY s.person
ORDER BY s.person;
