/* gongbao.core.index: building, checking and merging segments. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "bind/modules.h"
#include "index/merge.h"
#include "index/reader.h"
#include "index/writer.h"

#define WRITER "gongbao.writer"

enum { MOST_FIELDS = 64, DEFAULT_MEGABYTES = 256 };

static gb_writer *check_writer(lua_State *L) {
  gb_writer **w = luaL_checkudata(L, 1, WRITER);
  if (!*w) luaL_error(L, "the writer is finished");
  return *w;
}

static int writer(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  gb_writer_options o = {0};
  lua_getfield(L, 1, "folder");
  o.folder = luaL_checkstring(L, -1);
  o.generation = (uint64_t)gb_integer_field(L, 1, "generation", 0);
  o.memory = (size_t)gb_integer_field(L, 1, "megabytes", DEFAULT_MEGABYTES) << 20;
  lua_getfield(L, 1, "lexicon");
  o.user = lua_isnil(L, -1) ? NULL : luaL_checkudata(L, -1, GB_LEXICON);
  o.lexicon = (uint64_t)gb_integer_field(L, 1, "lexicon_id", 0);
  lua_getfield(L, 1, "model");
  o.model = lua_isnil(L, -1) ? NULL : luaL_checkudata(L, -1, GB_MODEL);
  gb_writer **w = lua_newuserdatauv(L, sizeof *w, 2);
  *w = NULL;
  luaL_setmetatable(L, WRITER);
  lua_pushvalue(L, -3);
  lua_setiuservalue(L, -2, 1); /* lexicon and model live as long as the writer */
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, 2);
  gb_error e = GB_NO_ERROR;
  *w = gb_writer_new(&o, &e);
  if (!*w) return gb_fail_return(L, &e);
  return 1;
}

static int answer(lua_State *L, const gb_error *e) {
  if (gb_failed(e)) return gb_fail_return(L, e);
  lua_settop(L, 1);
  return 1;
}

static int document(lua_State *L) {
  gb_writer *w = check_writer(L);
  const char *id = luaL_checkstring(L, 2);
  gb_field fields[MOST_FIELDS];
  size_t n = 0;
  lua_settop(L, 3);
  lua_Integer count = lua_isnil(L, 3) ? 0 : luaL_len(L, 3);
  luaL_argcheck(L, count <= MOST_FIELDS * 2, 3, "too many fields");
  for (lua_Integer i = 1; i + 1 <= count; i += 2) {
    lua_geti(L, 3, i);
    lua_geti(L, 3, i + 1);
    fields[n].name = luaL_checkstring(L, -2);
    fields[n++].value = luaL_checkstring(L, -1);
    luaL_checkstack(L, 4, "fields");
  }
  gb_error e = GB_NO_ERROR;
  gb_writer_document(w, id, fields, n, &e);
  return answer(L, &e);
}

static int node(lua_State *L) {
  gb_writer *w = check_writer(L);
  gb_writer_text t = {0};
  t.text = luaL_checklstring(L, 2, &t.size);
  t.kind = luaL_optstring(L, 3, "paragraph");
  t.seq = (uint32_t)luaL_optinteger(L, 4, 0);
  t.level = (uint32_t)luaL_optinteger(L, 5, 0);
  gb_error e = GB_NO_ERROR;
  gb_writer_node(w, &t, &e);
  return answer(L, &e);
}

static int line(lua_State *L) {
  gb_error e = GB_NO_ERROR;
  gb_writer_line(check_writer(L), (uint32_t)luaL_checkinteger(L, 2) - 1, (uint32_t)luaL_checkinteger(L, 3),
                 (uint32_t)luaL_optinteger(L, 4, 0), &e);
  return answer(L, &e);
}

static int span(lua_State *L) {
  gb_error e = GB_NO_ERROR;
  gb_writer_span(check_writer(L), luaL_checkstring(L, 2), (uint32_t)luaL_checkinteger(L, 3) - 1,
                 (uint32_t)luaL_checkinteger(L, 4), luaL_optnumber(L, 5, NAN), luaL_optstring(L, 6, NULL), &e);
  return answer(L, &e);
}

static int nodes_span(lua_State *L) {
  gb_error e = GB_NO_ERROR;
  gb_writer_nodes_span(check_writer(L), luaL_checkstring(L, 2), (uint32_t)luaL_checkinteger(L, 3) - 1,
                       (uint32_t)luaL_checkinteger(L, 4), &e);
  return answer(L, &e);
}

static int finish(lua_State *L) {
  gb_writer *w = check_writer(L);
  gb_error e = GB_NO_ERROR;
  if (!gb_writer_finish(w, &e)) return gb_fail_return(L, &e);
  size_t n;
  const char *const *names = gb_writer_segments(w, &n);
  lua_createtable(L, (int)n, 0);
  for (size_t i = 0; i < n; i++) {
    lua_pushstring(L, names[i]);
    lua_seti(L, -2, (lua_Integer)i + 1);
  }
  return 1;
}

static int writer_gc(lua_State *L) {
  gb_writer **w = luaL_checkudata(L, 1, WRITER);
  gb_writer_free(*w);
  *w = NULL;
  return 0;
}

static int verify(lua_State *L) {
  const char *path = luaL_checkstring(L, 1);
  gb_error e = GB_NO_ERROR;
  gb_index x;
  if (!gb_index_open(&x, path, &e)) return gb_fail_return(L, &e);
  bool good = gb_index_verify(&x, path, &e);
  gb_index_header h = x.h;
  gb_index_close(&x);
  if (!good) return gb_fail_return(L, &e);
  lua_createtable(L, 0, 8);
  const struct { const char *name; uint64_t value; } facts[] = {
      {"tokens", h.tokens}, {"words", h.words}, {"documents", h.documents}, {"nodes", h.nodes},
      {"text_size", h.text_size}, {"size", h.size}, {"generation", h.generation}, {"lexicon", h.lexicon}};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
    lua_pushinteger(L, (lua_Integer)facts[i].value);
    lua_setfield(L, -2, facts[i].name);
  }
  return 1;
}

static int merge(lua_State *L) {
  const char *to = luaL_checkstring(L, 2);
  uint64_t generation = (uint64_t)luaL_checkinteger(L, 3);
  size_t n;
  const char **paths = gb_check_strings(L, 1, 1, GB_MERGE_MOST, &n);
  gb_error e = GB_NO_ERROR;
  if (!gb_index_merge(paths, (uint32_t)n, to, generation, &e)) return gb_fail_return(L, &e);
  lua_pushboolean(L, 1);
  return 1;
}

static int hash(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_pushinteger(L, (lua_Integer)XXH3_64bits(s, n));
  return 1;
}

static const gb_function functions[] = {
    {"writer", writer, "writer{ folder, generation, megabytes, lexicon, lexicon_id } -> writer | nil, message, code",
     "Begins segments in a folder. A segment is written whenever `megabytes` (256) of memory are used up.", NULL},
    {"verify", verify, "verify(path) -> facts | nil, message, code",
     "Checks every byte of a segment; facts are its tokens, words, documents, nodes, text_size, size, generation.", NULL},
    {"merge", merge, "merge(paths, path, generation) -> true | nil, message, code",
     "Writes the segments as one, which answers every query as they do together.", NULL},
    {"hash", hash, "hash(text) -> integer", "XXH3 of the bytes: the identity of a user lexicon.", NULL},
    {"writer:document", document, "writer:document(id[, fields]) -> writer | nil, message, code",
     "Begins a document; fields are names and values in turn, as in { 'genre', 'decision', 'date', '2023-06-01' }.", NULL},
    {"writer:node", node, "writer:node(text[, kind[, seq[, level]]]) -> writer | nil, message, code",
     "Adds a node. A line feed inside the text ends what a phrase may cross.", NULL},
    {"writer:line", line, "writer:line(byte, line[, page]) -> writer | nil, message, code",
     "Says that a raw line starts at a byte (from 1) of the last node's text. Bytes must ascend.", NULL},
    {"writer:span", span, "writer:span(layer, first, last[, number[, text]]) -> writer | nil, message, code",
     "Annotates bytes first … last of the last node, with a value.", NULL},
    {"writer:nodes_span", nodes_span, "writer:nodes_span(layer, first, last) -> writer | nil, message, code",
     "Annotates whole nodes of the current document, counted from 1.", NULL},
    {"writer:finish", finish, "writer:finish() -> names | nil, message, code",
     "Writes what is left and returns the file names of the segments, in order.", NULL},
    {"writer:__gc", writer_gc, "writer:__gc()", "Frees the writer.", NULL},
    {0},
};

int gb_open_index(lua_State *L) {
  gb_class(L, WRITER, "writer", functions);
  gb_module(L, "gongbao.core.index", functions);
  return 1;
}
