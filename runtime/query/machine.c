#include "query/machine.h"

#include <stdlib.h>
#include <string.h>

#include "query/layers.h"
#include "query/words.h"

typedef struct gb_seen { gb_position at; uint32_t code, stamp; } seen;
typedef struct gb_todo { gb_position at; uint32_t code; uint32_t labels[GB_MOST_LABELS]; } todo;

enum { MOST_STEPS = 2000000, MOST_CODE = 20000 };

static int count_of(const gb_plan *p, gb_plan_kind kind) {
  int n = p->kind == kind;
  for (int i = 0; i < p->count; i++) n += count_of(p->kids[i], kind);
  return n;
}

static bool bind(gb_machine *m, const gb_plan *p) {
  if (p->kind == GB_PLAN_TOKEN) {
    gb_bound_set *b = &m->sets[m->set_count++];
    b->test = p->test;
    gb_set_bind(m->x, p->test, &b->set, &m->arena, m->e);
  } else if (p->kind == GB_PLAN_LAYER) {
    gb_bound_layer *b = &m->layers[m->layer_count++];
    b->plan = p;
    gb_layer_spans(m->x, p, &b->spans, m->e);
    for (size_t i = 0; i < b->spans.count; i++) {
      uint32_t tokens = gb_token(b->spans.list[i].stop) - gb_token(b->spans.list[i].start);
      if (tokens > b->longest) b->longest = tokens;
    }
  } else if (p->kind == GB_PLAN_TEXT) {
    m->has_text = true;
  }
  for (int i = 0; i < p->count && !gb_failed(m->e); i++) bind(m, p->kids[i]);
  return !gb_failed(m->e);
}

bool gb_machine_open(gb_machine *m, const gb_index *x, const gb_plan *plan, gb_error *e) {
  *m = (gb_machine){.x = x, .e = e};
  m->sets = gb_arena_get(&m->arena, (size_t)(count_of(plan, GB_PLAN_TOKEN) + 1) * sizeof *m->sets, e);
  m->layers = gb_arena_get(&m->arena, (size_t)(count_of(plan, GB_PLAN_LAYER) + 1) * sizeof *m->layers, e);
  if (gb_failed(e)) return false;
  return bind(m, plan);
}

void gb_machine_close(gb_machine *m) {
  for (int i = 0; i < m->layer_count; i++) gb_spans_free(&m->layers[i].spans);
  free(m->code), free(m->seen), free(m->todo);
  gb_arena_free(&m->arena);
}

const gb_set *gb_machine_set(gb_machine *m, const gb_test *test) {
  for (int i = 0; i < m->set_count; i++)
    if (m->sets[i].test == test) return &m->sets[i].set;
  return NULL;
}

const gb_bound_layer *gb_machine_layer(gb_machine *m, const gb_plan *plan) {
  for (int i = 0; i < m->layer_count; i++)
    if (m->layers[i].plan == plan) return &m->layers[i];
  return NULL;
}

static uint32_t put(gb_machine *m, gb_instruction in) {
  if (gb_failed(m->e)) return 0;
  if (m->code_count == MOST_CODE) return gb_fail(m->e, GB_USAGE, -1, "the query is too large: fewer repetitions, please"), 0;
  if (m->code_count == m->code_room) {
    uint32_t want = m->code_room * 2 + 64;
    gb_instruction *code = realloc(m->code, want * sizeof *code);
    if (!code) return gb_fail(m->e, GB_STORE, -1, "out of memory"), 0;
    m->code = code;
    m->code_room = want;
  }
  m->code[m->code_count] = in;
  return m->code_count++;
}

static void compile_all(gb_machine *m, gb_plan **kids, int count, bool backwards);

static void compile_one(gb_machine *m, gb_plan *p, bool backwards) {
  uint32_t fork, go[GB_MOST_KIDS];
  switch (p->kind) {
    case GB_PLAN_TOKEN: put(m, (gb_instruction){.kind = GB_TRY_SET, .set = gb_machine_set(m, p->test), .label = p->label}); break;
    case GB_PLAN_TEXT: put(m, (gb_instruction){.kind = GB_TRY_TEXT, .text = p->text, .size = p->size}); break;
    case GB_PLAN_LAYER: put(m, (gb_instruction){.kind = GB_TRY_LAYER, .layer = gb_machine_layer(m, p)}); break;
    case GB_PLAN_SEQ: compile_all(m, p->kids, p->count, backwards); break;
    case GB_PLAN_ALT:
      for (int i = 0; i < p->count; i++) {
        fork = i + 1 < p->count ? put(m, (gb_instruction){.kind = GB_FORK}) : 0;
        compile_one(m, p->kids[i], backwards);
        if (i + 1 == p->count || gb_failed(m->e)) continue;
        go[i] = put(m, (gb_instruction){.kind = GB_GO});
        if (!gb_failed(m->e)) m->code[fork].to = m->code_count;
      }
      for (int i = 0; i + 1 < p->count && !gb_failed(m->e); i++) m->code[go[i]].to = m->code_count;
      break;
    case GB_PLAN_REPEAT:
      for (int i = 0; i < p->least && !gb_failed(m->e); i++) compile_one(m, p->kids[0], backwards);
      for (int i = p->least; i < p->most && !gb_failed(m->e); i++) {
        fork = put(m, (gb_instruction){.kind = GB_FORK});
        compile_one(m, p->kids[0], backwards);
        if (!gb_failed(m->e)) m->code[fork].to = m->code_count;
      }
      if (p->most < 0) {
        fork = put(m, (gb_instruction){.kind = GB_FORK});
        compile_one(m, p->kids[0], backwards);
        put(m, (gb_instruction){.kind = GB_GO, .to = fork});
        if (!gb_failed(m->e)) m->code[fork].to = m->code_count;
      }
      break;
    default: gb_fail(m->e, GB_USAGE, -1, "this cannot stand in a sequence"); break;
  }
}

static void compile_all(gb_machine *m, gb_plan **kids, int count, bool backwards) {
  for (int i = 0; i < count && !gb_failed(m->e); i++) compile_one(m, kids[backwards ? count - 1 - i : i], backwards);
}

uint32_t gb_machine_compile(gb_machine *m, gb_plan **kids, int count, bool backwards) {
  uint32_t start = put(m, (gb_instruction){.kind = GB_GO, .label = backwards});
  if (!gb_failed(m->e)) m->code[start].to = start + 1;
  compile_all(m, kids, count, backwards);
  put(m, (gb_instruction){.kind = GB_DONE});
  return start;
}

static uint64_t hash(gb_position at, uint32_t code) { return (at * 0x9E3779B97F4A7C15ull) ^ (code * 0xC2B2AE3D27D4EB4Full); }

static bool grow_seen(gb_machine *m) {
  uint32_t room = m->seen_room ? m->seen_room * 2 : 256;
  seen *now = calloc(room, sizeof *now);
  if (!now) return gb_fail(m->e, GB_STORE, -1, "out of memory");
  for (uint32_t i = 0; i < m->seen_room; i++) {
    if (m->seen[i].stamp != m->stamp) continue;
    uint64_t h = hash(m->seen[i].at, m->seen[i].code) >> 20;
    while (now[h & (room - 1)].stamp == m->stamp) h++;
    now[h & (room - 1)] = m->seen[i];
  }
  free(m->seen);
  m->seen = now;
  m->seen_room = room;
  return true;
}

/* Notes a state; false where it was met before in this run. */
static bool new_state(gb_machine *m, gb_position at, uint32_t code, uint32_t *met) {
  if (*met * 2 >= m->seen_room && !grow_seen(m)) return false;
  for (uint64_t h = hash(at, code) >> 20;; h++) {
    seen *s = &m->seen[h & (m->seen_room - 1)];
    if (s->stamp != m->stamp) {
      *s = (seen){at, code, m->stamp};
      ++*met;
      return true;
    }
    if (s->at == at && s->code == code) return false;
  }
}

static todo *push(gb_machine *m, uint32_t *depth, gb_position at, uint32_t code, const uint32_t *labels) {
  if (*depth == m->todo_room) {
    uint32_t room = m->todo_room * 2 + 64;
    todo *list = realloc(m->todo, room * sizeof *list);
    if (!list) return gb_fail(m->e, GB_STORE, -1, "out of memory"), NULL;
    m->todo = list;
    m->todo_room = room;
  }
  todo *t = &m->todo[(*depth)++];
  t->at = at;
  t->code = code;
  if (labels) memcpy(t->labels, labels, sizeof t->labels);
  return t;
}

/* Pushes the far end of each span of a layer that starts (or ends) here. */
static void push_layer(gb_machine *m, const gb_bound_layer *l, todo now, bool backwards, uint32_t *depth, bool labels) {
  if (gb_characters(now.at)) return;
  uint32_t token = gb_token(now.at), from = backwards && token > l->longest ? token - l->longest : backwards ? 0 : token;
  size_t i = 0, high = l->spans.count;
  while (i < high) {
    size_t mid = (i + high) / 2;
    if (l->spans.list[mid].start < gb_at(from, 0)) i = mid + 1;
    else high = mid;
  }
  for (; i < l->spans.count && l->spans.list[i].start <= now.at; i++) {
    gb_span s = l->spans.list[i];
    if (!backwards && s.start == now.at) push(m, depth, s.stop, now.code + 1, labels ? now.labels : NULL);
    if (backwards && s.stop == now.at) push(m, depth, s.start, now.code + 1, labels ? now.labels : NULL);
  }
}

/* One step of one state: pushes what follows from it. */
static void step(gb_machine *m, todo now, bool backwards, uint32_t *depth, bool labels) {
  const gb_instruction *in = &m->code[now.code];
  gb_position to;
  switch (in->kind) {
    case GB_GO: push(m, depth, now.at, in->to, labels ? now.labels : NULL); break;
    case GB_FORK:
      push(m, depth, now.at, in->to, labels ? now.labels : NULL);
      push(m, depth, now.at, now.code + 1, labels ? now.labels : NULL);
      break;
    case GB_TRY_SET: {
      uint32_t token = gb_token(now.at);
      if (gb_characters(now.at) || (backwards && !token)) return;
      if (backwards) token--;
      if (token >= m->x->h.tokens || !gb_set_has(m->x, in->set, gb_folded(m->x, token))) return;
      if (labels && in->label) now.labels[in->label - 1] = token;
      push(m, depth, gb_at(backwards ? token : token + 1, 0), now.code + 1, labels ? now.labels : NULL);
      break;
    }
    case GB_TRY_TEXT:
      if (backwards ? gb_text_precedes(m->x, now.at, in->text, in->size, &to)
                    : gb_text_follows(m->x, now.at, in->text, in->size, &to))
        push(m, depth, to, now.code + 1, labels ? now.labels : NULL);
      break;
    case GB_TRY_LAYER: push_layer(m, in->layer, now, backwards, depth, labels); break;
    case GB_DONE: break;
  }
}

static void new_run(gb_machine *m) {
  if (++m->stamp) return;
  memset(m->seen, 0, m->seen_room * sizeof *m->seen);
  m->stamp = 1;
}

bool gb_machine_run(gb_machine *m, uint32_t program, gb_position from, gb_position *to) {
  if (m->code[program + 1].kind == GB_DONE) return *to = from, true;
  bool backwards = m->code[program].label, found = false;
  uint32_t depth = 0, met = 0;
  gb_position best = from;
  new_run(m);
  push(m, &depth, from, program + 1, NULL);
  while (depth && !gb_failed(m->e)) {
    todo now = {.at = m->todo[depth - 1].at, .code = m->todo[depth - 1].code};
    depth--;
    if (m->code[now.code].kind == GB_DONE) {
      if (!found || (backwards ? now.at < best : now.at > best)) best = now.at;
      found = true;
    } else if (new_state(m, now.at, now.code, &met)) {
      step(m, now, backwards, &depth, false);
    }
  }
  if (found) *to = best;
  return found && !gb_failed(m->e);
}

static bool keeps_rules(const gb_machine *m, const gb_plan *seq, const uint32_t *labels) {
  for (int i = 0; i < seq->rule_count; i++) {
    const gb_label_rule *r = &seq->rules[i];
    uint32_t a = labels[r->a], b = labels[r->b];
    if (a == UINT32_MAX || b == UINT32_MAX) return false;
    uint32_t x = gb_folded(m->x, a), y = gb_folded(m->x, b);
    bool same = r->tags ? m->x->tag[x] == m->x->tag[y] : x == y;
    if (same == r->unequal) return false;
  }
  return true;
}

bool gb_machine_run_rules(gb_machine *m, uint32_t program, gb_position from, const gb_plan *seq, gb_position *to) {
  uint32_t depth = 0, steps = 0, labels[GB_MOST_LABELS];
  bool found = false;
  gb_position best = from;
  memset(labels, 0xFF, sizeof labels);
  push(m, &depth, from, program + 1, labels);
  while (depth && !gb_failed(m->e)) {
    todo now = m->todo[--depth];
    if (m->code[now.code].kind == GB_DONE) {
      if ((!found || now.at > best) && keeps_rules(m, seq, now.labels)) best = now.at, found = true;
    } else {
      step(m, now, false, &depth, true);
    }
    if (++steps > MOST_STEPS)
      gb_fail(m->e, GB_USAGE, -1, "too many ways to match this with labels; bound its repetitions, as in []{0,5}");
  }
  if (found) *to = best;
  return found && !gb_failed(m->e);
}

bool gb_machine_starts(gb_machine *m, uint32_t before, gb_position at, uint32_t whole, const gb_plan *seq, gb_spans *out) {
  gb_spans starts = {0};
  uint32_t depth = 0, met = 0;
  new_run(m);
  push(m, &depth, at, before + 1, NULL);
  while (depth && !gb_failed(m->e)) {
    todo now = {.at = m->todo[depth - 1].at, .code = m->todo[depth - 1].code};
    depth--;
    if (m->code[now.code].kind == GB_DONE) gb_spans_add(&starts, now.at, now.at, m->e);
    else if (new_state(m, now.at, now.code, &met)) step(m, now, true, &depth, false);
  }
  for (size_t i = 0; i < starts.count && !gb_failed(m->e); i++) {
    gb_position from = starts.list[i].start, to;
    if (gb_machine_run_rules(m, whole, from, seq, &to)) gb_spans_add(out, from, to, m->e);
  }
  gb_spans_free(&starts);
  return !gb_failed(m->e);
}
