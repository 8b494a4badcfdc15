/* gongbao.core.text: characters, widths, decoding. */
#include "base/utf8.h"
#include "bind/modules.h"

static int width(lua_State *L) {
  size_t n;
  const char *s = luaL_checklstring(L, 1, &n);
  lua_pushinteger(L, (lua_Integer)gb_text_width(s, n));
  return 1;
}

static const gb_function functions[] = {
    {"width", width, "width(text) -> columns",
     "Terminal columns that a UTF-8 text takes: Chinese characters and full-width punctuation two, others one.",
     "text.width '公报 2023' --> 9"},
    {0},
};

int gb_open_text(lua_State *L) {
  gb_module(L, "gongbao.core.text", functions);
  return 1;
}
