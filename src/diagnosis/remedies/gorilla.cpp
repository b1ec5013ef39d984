#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Compare the Origin in CheckOrigin."),
     .snippet =
         "+ upgrader.CheckOrigin = func(r *http.Request) bool {\n+     return r.Header.Get(\"Origin\") == "
         "\"https://app.example.com\"\n+ }"}};

} // namespace

const StackRemedies gorilla{"gorilla", table};

} // namespace wirewise::diagnosis::remedies
