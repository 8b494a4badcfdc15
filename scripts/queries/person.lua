-- Who a person is in the record: posts, organs, roles, and where each is printed.
return {
  doc = "the posts and roles in which a person stands in the record",
  args = { { "name", "the whole name", needed = true } },
  run = function(store, args)
    local names = { "name", "post", "organ", "role", "times", "first document", "line" }
    local rows = {}
    for p in store:rows([[SELECT name, post, organ, role, count(*) AS times, min(person.ordinal_) AS first
      FROM person WHERE name = ? GROUP BY name, post, organ, role ORDER BY first]], args.name) do
      local where = store:row([[SELECT document.title AS title, person.line AS line FROM person
        JOIN document ON document.id = person.document WHERE person.ordinal_ = ?]], p.first)
      rows[#rows + 1] = { p.name, p.post, p.organ, p.role, p.times, where.title, where.line }
    end
    return names, rows
  end,
}
