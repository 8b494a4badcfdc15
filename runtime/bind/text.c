/* gongbao.core.text: decoding, lines, layout spaces, widths. */
#include "base/utf8.h"
#include "bind/modules.h"
#include "text/decode.h"
#include "text/lines.h"

#define LINES "gongbao.lines"

/* The lines of a text; uservalue 1 is the text itself, so that it lives on. */
typedef struct lines {
  gb_lines lines;
  const char *text;
} lines;

static int width(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_pushinteger(L, (lua_Integer)gb_text_width(s, n));
  return 1;
}

static int decode(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  const char *encoding = gb_decode(s, n, &b, &e);
  int pushed = gb_give(L, &b, &e);
  if (pushed != 1) {
    lua_pushinteger(L, (lua_Integer)e.position);
    return 4;
  }
  lua_pushstring(L, encoding);
  return 2;
}

static int squeeze(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  gb_squeeze(s, n, lua_toboolean(L, 2), &b, NULL, &e);
  return gb_give(L, &b, &e);
}

static int new_lines(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lines *l = lua_newuserdatauv(L, sizeof *l, 1);
  *l = (lines){.text = s};
  luaL_setmetatable(L, LINES);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, 1);
  gb_error e = GB_NO_ERROR;
  if (!gb_lines_make(&l->lines, s, n, &e)) return gb_fail_return(L, &e);
  return 1;
}

static lines *check_lines(lua_State *L) { return luaL_checkudata(L, 1, LINES); }

static const gb_line *check_line(lua_State *L, const lines *l) {
  lua_Integer i = luaL_checkinteger(L, 2);
  luaL_argcheck(L, i >= 1 && (size_t)i <= l->lines.count, 2, "no such line");
  return &l->lines.line[i - 1];
}

static int lines_gc(lua_State *L) {
  gb_lines_free(&check_lines(L)->lines);
  return 0;
}

static int lines_count(lua_State *L) {
  lines *l = check_lines(L);
  lua_pushinteger(L, (lua_Integer)l->lines.count);
  lua_pushinteger(L, l->lines.pages);
  return 2;
}

static int lines_shape(lua_State *L) {
  const gb_line *line = check_line(L, check_lines(L));
  lua_pushinteger(L, line->width);
  lua_pushinteger(L, line->indent);
  lua_pushinteger(L, line->page);
  lua_pushboolean(L, line->first_on_page);
  lua_pushboolean(L, line->furniture);
  lua_pushboolean(L, line->blank);
  return 6;
}

static int lines_raw(lua_State *L) {
  lines *l = check_lines(L);
  const gb_line *line = check_line(L, l);
  lua_pushlstring(L, l->text + line->start, line->size);
  return 1;
}

static int lines_text(lua_State *L) {
  lines *l = check_lines(L);
  const gb_line *line = check_line(L, l);
  gb_buffer b = {0};
  gb_error e = GB_NO_ERROR;
  gb_squeeze(l->text + line->start, line->size, line->dotted, &b, NULL, &e);
  return gb_give(L, &b, &e);
}

/* The character column in the raw line, indent included, of a byte of its squeezed text. */
static int lines_column(lua_State *L) {
  lines *l = check_lines(L);
  const gb_line *line = check_line(L, l);
  lua_Integer byte = luaL_checkinteger(L, 3);
  gb_buffer b = {0}, where = {0};
  gb_error e = GB_NO_ERROR;
  gb_squeeze(l->text + line->start, line->size, line->dotted, &b, &where, &e);
  size_t raw = 0, count = where.size / sizeof(uint32_t);
  const uint32_t *offsets = (const uint32_t *)(const void *)where.data;
  if (count) raw = offsets[byte < 1 ? 0 : (size_t)byte > count ? count - 1 : (size_t)byte - 1];
  lua_Integer column = line->indent + 1;
  for (size_t i = 0; i < raw; i++) column += ((unsigned char)l->text[line->start + i] & 0xC0) != 0x80;
  gb_buffer_free(&b);
  gb_buffer_free(&where);
  if (gb_failed(&e)) return gb_raise(L, &e);
  lua_pushinteger(L, column);
  return 1;
}

static const gb_function functions[] = {
    {"width", width, "width(text) -> columns",
     "Terminal columns that a UTF-8 text takes: Chinese characters and full-width punctuation two, others one.",
     "text.width '公报 2023' --> 9"},
    {"decode", decode, "decode(bytes) -> text, encoding | nil, message, code, position",
     "UTF-8 text of a file's bytes in UTF-8, UTF-16 or GB18030, line ends as \\n; position is a byte offset.",
     "select(2, text.decode '\\xff\\xfeA\\0') --> UTF-16LE"},
    {"squeeze", squeeze, "squeeze(line, dotted) -> text",
     "The line without layout spaces: none beside a Chinese character, one between two Latin ones. "
     "With dotted, a middle dot beside a number is such a space.",
     "text.squeeze '共 15 个 GDP 3' --> 共15个GDP 3"},
    {"lines", new_lines, "lines(text) -> lines | nil, message, code",
     "The lines of a UTF-8 text with their printed shape and pages.", "text.lines('一\\n二\\n'):count() --> 2"},
    {"lines:count", lines_count, "lines:count() -> lines, pages", "How many lines and pages; pages 0 where none show.",
     NULL},
    {"lines:shape", lines_shape, "lines:shape(i) -> width, indent, page, first_on_page, furniture, blank",
     "What the print shows of line i: width in half ems without outer space, indent in characters, page (0: none), "
     "whether it starts a page, is a page number, is blank.",
     NULL},
    {"lines:raw", lines_raw, "lines:raw(i) -> text", "Line i as imported, without outer space.", NULL},
    {"lines:text", lines_text, "lines:text(i) -> text", "Line i without layout spaces.", NULL},
    {"lines:column", lines_column, "lines:column(i, byte) -> column",
     "The character column in line i as imported of byte `byte` (from 1) of lines:text(i).", NULL},
    {"lines:__gc", lines_gc, NULL, NULL, NULL},
    {0},
};

int gb_open_text(lua_State *L) {
  gb_class(L, LINES, "lines", functions);
  gb_module(L, "gongbao.core.text", functions);
  return 1;
}
