-- the floor: one row per snapshot x unit x scale x gender x age category x origin, read as text, cast, grouped
SELECT
    strptime(Peildatum, '%d-%m-%Y')::DATE AS snapshot,
    Eenheid AS unit,
    TRY_CAST(Functieschaal AS SMALLINT) AS scale,
    Geslacht AS gender,
    CASE
        WHEN CAST(Leeftijd AS SMALLINT) < 35 THEN 'under-35'
        WHEN CAST(Leeftijd AS SMALLINT) < 55 THEN '35-54'
        ELSE '55-plus'
    END AS age,
    Herkomst AS origin,
    count(*) AS headcount,
    sum(CAST(replace(Deeltijdfactor, ',', '.') AS DECIMAL(7, 4))) AS fte
FROM read_csv($files, delim = ';', header = true, all_varchar = true)
GROUP BY ALL
