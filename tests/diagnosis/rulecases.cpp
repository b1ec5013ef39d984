#include "rulecases.h"

namespace wirewise::test {

QList<RuleCase> allRuleCases()
{
    return networkCases() + tlsCases() + upgradeCases() + engineIoCases() + sessionCases();
}

} // namespace wirewise::test
