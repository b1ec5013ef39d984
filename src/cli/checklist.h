#pragma once

#include "cli/checkitems.h"
#include "cli/console.h"
#include "import/discovery.h"
#include "report/json.h"

namespace wirewise::cli {

/// How `check --list` says it.
struct ListStyle
{
    bool json = false;
    report::Secrets secrets = report::Secrets::Masked;
};

/// What a run would check, one a line, and what a document names that is not checked, with the reasons.
void listItems(const CheckItems &items, const QList<imports::PassedOver> &passedOver, const ListStyle &style,
               const Console &console);

/// Reasons for a few, numbers for many.
void tellPassedOver(const QList<imports::PassedOver> &passedOver, const Console &console);

} // namespace wirewise::cli
