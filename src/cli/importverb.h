#pragma once

#include "cli/verb.h"
#include "import/harsession.h"

namespace wirewise::cli {

/// `import FILE`: sessions of what a browser recorded, or the report of a load test that k6 has run.
class ImportVerb : public Verb
{
    Q_OBJECT
public:
    using Verb::Verb;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override { m_stopped = true; }

private:
    void showLoad(QIODevice *summary, const QString &name, bool json);
    void list(const imports::HarListing &listing) const;
    [[nodiscard]] bool chooseGroups(const Arguments &arguments, const imports::HarListing &listing);
    void makeSessions(const QString &harPath, const imports::HarListing &listing, const QString &output);
    [[nodiscard]] static QString numbered(const QString &path, qsizetype number);

    QList<imports::HarGroup> m_groups;
    bool m_stopped = false;
};

} // namespace wirewise::cli
