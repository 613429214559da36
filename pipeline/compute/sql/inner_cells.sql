-- one row per unit where people are placed x band atom x attribute x category of one snapshot
SELECT
    cube.unit,
    coalesce(by_function.atom, '') || coalesce(by_person.atom, '') AS band_atom,
    cube.attribute,
    cube.category,
    CASE WHEN count(cube.headcount) = count(*) THEN sum(cube.headcount)::BIGINT END AS headcount,
    -- Decimals add up to the same figure in any order; doubles do not, and a publication is compared byte for byte.
    CASE WHEN count(cube.fte) = count(*) THEN sum(cube.fte::DECIMAL(18, 6)) END::DOUBLE AS fte
FROM cube_source AS cube
LEFT JOIN scale_source AS by_function
    ON by_function.scale_basis = 'function' AND by_function.scale = cube.function_scale
-- Nobody is left out of the bands of the personal scale for having none: then the function scale is the one that is paid.
LEFT JOIN scale_source AS by_person
    ON by_person.scale_basis = 'personal' AND by_person.scale = coalesce(cube.personal_scale, cube.function_scale)
WHERE cube.snapshot = $snapshot
GROUP BY ALL
ORDER BY ALL
