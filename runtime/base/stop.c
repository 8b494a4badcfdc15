#include "base/stop.h"

atomic_bool gb_stop;
