// usage: cppjieba FILE DICT HMM_MODEL [tags]: words by dictionary and hidden Markov model, or with tags too
#include "bench.h"

#include <string>
#include <utility>
#include <vector>

#include "cppjieba/MixSegment.hpp"

static const cppjieba::MixSegment *segment;

static size_t words(char *line) {
  std::vector<std::string> found;
  segment->Cut(line, found, true);
  return found.size();
}

static size_t tags(char *line) {
  std::vector<std::pair<std::string, std::string>> found;
  segment->Tag(line, found);
  return found.size();
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  cppjieba::MixSegment made(argv[2], argv[3]);
  segment = &made;
  return measure(argv[1], argc > 4 ? tags : words);
}
