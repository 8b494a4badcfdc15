#include "segment/tool/choose.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "segment/fold.h"

enum {
  LEAST_COUNT = 4,     /* rarer entries do more harm than good, */
  UNSEEN_COUNT = 3,    /* … of which this is the count of what was added without having been seen: */
  COHESION_UNSEEN = 2, /* of two characters it is kept where that many nats better than its parts */
  COMMON = 300,        /* from this count on the dictionary is believed */
  LONGEST = 32,        /* characters of an entry that the rules look at */
  LONGEST_WORD = 8,    /* what is longer is the name of something, of several words */
  COHESION_LONG = 10,  /* nats by which a rarer entry of four and more characters must beat its parts, */
  COHESION_SHORT = 2,  /* … one of three, */
  COHESION_THIS = 4,   /* … and a demonstrative with what follows it */
};

typedef struct chooser {
  line *lines;
  line **sorted; /* by word */
  size_t n;
  double total; /* of all counts */
} chooser;

/* A word's characters: their codes, and where each begins. */
typedef struct letters {
  uint32_t code[LONGEST];
  size_t at[LONGEST + 1];
  size_t n;
} letters;

static bool wordlike(const char *word) {
  for (size_t at = 0, n = strlen(word); at < n;) {
    uint32_t code;
    int size = gb_utf8_next(word + at, n - at, &code);
    uint32_t class = gb_class_slow(code) & GB_CLASS_MASK;
    if (!size || (class != GB_CLASS_HAN && class != GB_CLASS_LETTER && class != GB_CLASS_DIGIT)) return false;
    at += (size_t)size;
  }
  return true;
}

size_t characters_of(const char *word) {
  size_t n = 0;
  for (; *word; word++) n += ((unsigned char)*word & 0xC0) != 0x80;
  return n;
}

/* False where the word is too long for the rules; it is kept then. */
static bool spell(const char *word, letters *to) {
  size_t size = strlen(word), at = 0;
  for (to->n = 0; at < size && to->n < LONGEST; to->n++) {
    to->at[to->n] = at;
    at += (size_t)gb_utf8_next(word + at, size - at, &to->code[to->n]);
  }
  to->at[to->n] = at;
  return at == size;
}

static int by_word(const void *a, const void *b) { return strcmp((*(line *const *)a)->word, (*(line *const *)b)->word); }

/* The line of word[0…size), or NULL. */
static const line *find(const chooser *c, const char *word, size_t size) {
  size_t from = 0, to = c->n;
  while (from < to) {
    size_t middle = from + (to - from) / 2;
    const char *other = c->sorted[middle]->word;
    int order = strncmp(word, other, size);
    if (!order) order = other[size] ? -1 : 0;
    if (!order) return c->sorted[middle];
    if (order < 0) to = middle;
    else from = middle + 1;
  }
  return NULL;
}

static bool enough(const line *l) { return l && l->count >= LEAST_COUNT; }

/* Has `characters` the one that word[from…) begins with? */
static bool one_of(const char *characters, const letters *l, const char *word, size_t i) {
  char bytes[5] = {0};
  memcpy(bytes, word + l->at[i], l->at[i + 1] - l->at[i]);
  return strstr(characters, bytes) != NULL;
}

static bool numeral(const letters *l, size_t i) { return gb_class_slow(l->code[i]) & GB_CLASS_NUMERAL; }

/* How many characters at the start are a number: 十二, 第三, 数百, 三十多. */
static size_t number_size(const letters *l, const char *word) {
  size_t i = one_of("第几数", l, word, 0) ? 1 : 0, from = i;
  while (i < l->n && numeral(l, i)) i++;
  if (i < l->n && i > from && one_of("多余几", l, word, i)) i++;
  return i;
}

/* 一点, 一半, 一贯, 十分, 三成, 万元: one word for all that they begin with a number. */
static bool fixed_pair(const char *word, const letters *l) {
  if (strcmp(word, "万元") == 0 || strcmp(word, "亿元") == 0 || strcmp(word, "十分") == 0) return true;
  return one_of("些点样下定起边面旦致般共直切半成贯手路味", l, word, 1);
}

/* The rest of 一个个, 一步步. */
static bool doubled(const letters *l, size_t from) { return l->n - from == 2 && l->code[from] == l->code[from + 1]; }

/* Behind 一, two characters and more make set phrases (一系列, 一会儿) unless a measure word stands between. */
static bool splits_from_one(const char *word, const letters *l) {
  return one_of("个两", l, word, 1) || strcmp(word + l->at[1], "分钟") == 0 || strcmp(word + l->at[1], "周年") == 0;
}

/* A number with a measure word or a noun (一个, 第三条, 十五年, 万平方米): two words by every standard. */
static bool number_and_more(const chooser *c, const line *entry, const letters *l) {
  const char *word = entry->word;
  bool ordinal = l->n > 1 && one_of("第", l, word, 0);
  if (l->n < 2 || (strcmp(entry->tag, "m") != 0 && !ordinal)) return false;
  size_t size = number_size(l, word), rest = l->n - size;
  if (!size || !rest || (ordinal && size == 1)) return false;
  if (ordinal && strcmp(entry->tag, "m") != 0)
    return rest == 1 && one_of("条款项次届位名个章节期批年月日轮场卷册集类级组步", l, word, size);
  if (rest == 1 && l->n == 2) return !fixed_pair(word, l);
  if (one_of("之分", l, word, size) || doubled(l, size)) return false;
  if (size == 1 && one_of("一", l, word, 0)) return splits_from_one(word, l);
  const line *other = find(c, word + l->at[size], l->at[l->n] - l->at[size]);
  if (rest == 1) return true;
  return other && (size > 1 || other->tag[0] == 'q' || one_of("万亿", l, word, 0));
}

/* By how many nats the entry beats the best two parts of at least `least` characters that are words. */
static double cohesion(const chooser *c, const line *entry, const letters *l, size_t least) {
  double parts = -INFINITY;
  for (size_t i = least; i + least <= l->n; i++) {
    const line *a = find(c, entry->word, l->at[i]), *b = find(c, entry->word + l->at[i], l->at[l->n] - l->at[i]);
    if (!a || !b || (i > 1 && !enough(a)) || (l->n - i > 1 && !enough(b))) continue;
    double sum = log(fmax(a->count, 1)) + log(fmax(b->count, 1));
    if (sum > parts) parts = sum;
  }
  return log(c->total) + log(fmax(entry->count, 1)) - parts;
}

/* A demonstrative with a noun or a measure word (该县, 这项), which only the frequent ones (这个, 各地) are one word with. */
static bool demonstrative(const chooser *c, const line *entry, const letters *l) {
  const char *word = entry->word;
  if (l->n != 2 || entry->tag[0] != 'r' || !one_of("这那该本此某各每我", l, word, 0)) return false;
  if (entry->count >= COMMON && !one_of("项家部块笔场本座批栋份条段间张支套篇", l, word, 1)) return false;
  return cohesion(c, entry, l, 1) < COHESION_THIS;
}

/* Words that only stand together often: 教学方法, 按规定. Set phrases and foreign names are left alone. */
static bool loose(const chooser *c, const line *entry, const letters *l) {
  if (l->n > LONGEST_WORD && isfinite(cohesion(c, entry, l, 2))) return true;
  if (entry->count >= COMMON || l->n < 3) return false;
  if (l->n == 3) return cohesion(c, entry, l, 1) < COHESION_SHORT;
  if (strcmp(entry->tag, "i") == 0 || strcmp(entry->tag, "z") == 0 || strcmp(entry->tag, "nrt") == 0) return false;
  return cohesion(c, entry, l, 2) < COHESION_LONG;
}

/* A pair of characters that was added unseen (台账), unless its characters stand side by side by chance. */
static bool unseen_pair(const chooser *c, const line *entry, const letters *l) {
  return l->n == 2 && entry->count == UNSEEN_COUNT && strchr("nvajbd", entry->tag[0]) &&
         cohesion(c, entry, l, 1) >= COHESION_UNSEEN;
}

static bool is_word(const chooser *c, const line *entry) {
  letters l;
  if (!wordlike(entry->word)) return false;
  if (!spell(entry->word, &l)) return entry->count >= LEAST_COUNT;
  if (l.n == 1 || unseen_pair(c, entry, &l)) return true;
  return enough(entry) && !number_and_more(c, entry, &l) && !demonstrative(c, entry, &l) && !loose(c, entry, &l);
}

bool choose_words(line *lines, size_t n) {
  chooser c = {.lines = lines, .sorted = malloc((n + 1) * sizeof *c.sorted), .n = n};
  if (!c.sorted) return false;
  for (size_t i = 0; i < n; i++) c.sorted[i] = &lines[i], c.total += lines[i].count;
  qsort(c.sorted, n, sizeof *c.sorted, by_word);
  for (size_t i = 0; i < n; i++) lines[i].kept = is_word(&c, &lines[i]);
  free(c.sorted);
  return true;
}
