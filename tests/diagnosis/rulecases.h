#pragma once

#include "observation/observation.h"

#include <QList>

namespace wirewise::test {

/// An observation made by hand that must, or that must not, be judged to be of a class.
struct RuleCase
{
    const char *name;
    const char *id;
    bool hit; ///< it is the primary finding; else it is not among the findings
    observation::Observation observation;
};

[[nodiscard]] QList<RuleCase> networkCases();
[[nodiscard]] QList<RuleCase> tlsCases();
[[nodiscard]] QList<RuleCase> upgradeCases();
[[nodiscard]] QList<RuleCase> engineIoCases();
[[nodiscard]] QList<RuleCase> sessionCases();
[[nodiscard]] QList<RuleCase> allRuleCases();

} // namespace wirewise::test
