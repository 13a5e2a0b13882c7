-- title: 村卫生室自查
-- section: work
-- option: months 12 几个月自查一次
-- source: 拟定；方农工办〔2022〕54号和村卫生室标准要求自查，没有写多久一次
SELECT p.id AS subject, 'clinic_check' AS form, NULL AS workflow, NULL AS case_,
  months_after (max (c.day), coalesce (:months, 12)) AS due, '村卫生室自查表' AS what
FROM place AS p LEFT JOIN clinic_check AS c ON c.subject = p.id
WHERE p.level = 'village' AND EXISTS (SELECT 1 FROM place_around AS a JOIN household AS h ON h.place = a.place
                                      WHERE a.around = p.id)
GROUP BY p.id
HAVING max (c.day) IS NULL OR months_after (max (c.day), coalesce (:months, 12)) <= date (:today, '+7 days')
ORDER BY p.id;
