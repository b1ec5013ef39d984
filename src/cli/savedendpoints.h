#pragma once

#include "check/batch.h"
#include "cli/arguments.h"
#include "endpoints/folder.h"

#include <QList>
#include <QString>

#include <tl/expected.hpp>

#include <span>

namespace wirewise::cli {

/// --endpoint, --environment, --all-environments, --endpoints, --set.
[[nodiscard]] std::span<const Option> savedEndpointOptions();

/// The folder of --endpoints, else of the variable WIREWISE_ENDPOINTS, else the window's.
[[nodiscard]] endpoints::Folder endpointsFolder(const Arguments &arguments);

/// A saved endpoint in an environment, ready to be checked.
struct SavedItem
{
    check::BatchItem item;
    QString endpoint;
    QString environment; ///< empty without one
};

/// Those that the arguments name, one for each environment; none if they name none. A variable without a
/// value is an error that says where to give it.
[[nodiscard]] tl::expected<QList<SavedItem>, QString> savedItems(const Arguments &arguments,
                                                                 const observation::Settings &settings);

/// The variable of this process that holds a secret: WIREWISE_SECRET_TOKEN, or for one environment alone
/// WIREWISE_SECRET_STAGING_TOKEN, which comes first.
[[nodiscard]] QByteArray secretVariable(const QByteArray &name, const QString &environment = {});

} // namespace wirewise::cli
