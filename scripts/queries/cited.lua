-- Where a law or a document is cited, also under a short name.
return {
  doc = "the places that cite a title, short names included",
  args = { { "title", "part of the title, without 《》", needed = true } },
  run = function(store, args)
    local names = { "cited as", "article", "stands for", "document", "line" }
    local rows = {}
    for c in store:rows([[SELECT citation.*, document.title AS by_title FROM citation
      JOIN document ON document.id = citation.document
      WHERE instr(citation.title, ?1) > 0 OR instr(coalesce(alias_of, ''), ?1) > 0 ORDER BY citation.ordinal_]],
      args.title) do
      rows[#rows + 1] = { c.title, c.article, c.alias_of, c.by_title, c.line }
    end
    return names, rows
  end,
}
