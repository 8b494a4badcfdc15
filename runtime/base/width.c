/* Display width by sorted ranges, after Unicode's East Asian Width (W and F)
 * for the scripts that gazettes print; what is not listed is one column. */
#include "base/utf8.h"

typedef struct range { uint32_t first, last; } range;

static const range zero[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x0300, 0x036F}, {0x0483, 0x0489},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064}, {0x20D0, 0x20F0},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};
static const range wide[] = {
    {0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x2E80, 0x303E},
    {0x3041, 0x4DBF}, {0x4E00, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE10, 0xFE19}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

static int within(const range *r, int n, uint32_t code) {
  int low = 0, high = n - 1;
  while (low <= high) {
    int mid = (low + high) / 2;
    if (code < r[mid].first) high = mid - 1;
    else if (code > r[mid].last) low = mid + 1;
    else return 1;
  }
  return 0;
}

int gb_width(uint32_t code) {
  if (code >= 0x20 && code < 0x7F) return 1;
  if (within(zero, sizeof zero / sizeof *zero, code)) return 0;
  return within(wide, sizeof wide / sizeof *wide, code) ? 2 : 1;
}
