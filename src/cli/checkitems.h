#pragma once

#include "check/batch.h"
#include "cli/arguments.h"
#include "cli/console.h"

#include <QList>
#include <QString>

#include <tl/expected.hpp>

namespace wirewise::cli {

/// Where an endpoint of a run comes from.
struct ItemOrigin
{
    QString endpoint, environment; ///< names of a saved endpoint; empty for a typed one
    QString listFile;              ///< --file, if a line of it names this one
    qsizetype line = 0;            ///< from 1
    qsizetype occurrence = 0;      ///< how often the run names the same endpoint before this one
    QString from;                  ///< the place of --via that checks it; empty: this computer
};

/// The endpoints of a run of `check`, in their order, and where each comes from.
struct CheckItems
{
    QList<check::BatchItem> items;
    QList<ItemOrigin> origins;

    void append(const check::BatchItem &item, const ItemOrigin &origin);
};

/// From the arguments, the saved endpoints and --file. An error is a sentence that says what was expected.
[[nodiscard]] tl::expected<CheckItems, QString> readCheckItems(const Arguments &arguments,
                                                               const Console &console);

} // namespace wirewise::cli
