#pragma once

#include "gui/exportkind.h"

class QSettings;

namespace wirewise::gui {

/// What the export dialog remembers between two exports. That a secret was to stay readable is never
/// remembered, nor a text that was to go: each export begins safe.
struct ExportSettings
{
    ExportKind kind = ExportKind::Html;
    report::ExportChoice include;
    bool removesHostNames = false;
    QString folder; ///< of the last export; may be empty

    [[nodiscard]] static ExportSettings load(const QSettings &settings);
    void save(QSettings &settings) const;
};

} // namespace wirewise::gui
