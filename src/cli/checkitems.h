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
    QString from = {};             ///< the place of --via that checks it; empty: this computer
    qint64 keptCheck = 0;          ///< number of its check in the file that is gone on with; 0: to be checked
    QString what = {};             ///< where a document names it: "GET /rooms/{room}"; empty for others
    bool withheld = false;         ///< headers and credentials of the command line do not go there
};

/// The endpoints of a run of `check`, in their order, and where each comes from.
struct CheckItems
{
    QList<check::BatchItem> items;
    QList<ItemOrigin> origins;
    QString title; ///< of the list, as sessions keep it: "staging.txt"; may be empty

    /// Indexes of those that are to be checked.
    [[nodiscard]] QList<qsizetype> left() const;
    void append(const check::BatchItem &item, const ItemOrigin &origin);
};

/// From the arguments, the saved endpoints and --file, behind those that --discover found. An error is a
/// sentence that says what was expected.
[[nodiscard]] tl::expected<CheckItems, QString>
readCheckItems(const Arguments &arguments, const Console &console, const CheckItems &discovered = {});

} // namespace wirewise::cli
