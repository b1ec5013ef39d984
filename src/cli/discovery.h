#pragma once

#include "check/documentfetch.h"
#include "cli/arguments.h"
#include "cli/checkitems.h"
#include "cli/console.h"
#include "import/discovery.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <span>

namespace wirewise::cli {

/// --discover, --server, --other-hosts: the endpoints of a run from a document that describes them.
class Discovery : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~Discovery() override;

    [[nodiscard]] static std::span<const Option> options();

    /// Reads the document, from a file or from its address; then finished() follows.
    void start(const Arguments &arguments);
    void stop();

    [[nodiscard]] const CheckItems &items() const { return m_items; }
    /// What else the document names, and what was left out here; for --list and for people.
    [[nodiscard]] const QList<imports::PassedOver> &passedOver() const { return m_passedOver; }
    /// "Read as an OpenAPI document, \"Rooms\": 12 endpoints, 3 passed over."
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    /// Empty if all went well, else a sentence that says what was expected.
    void finished(const QString &error);

private:
    [[nodiscard]] QString readSettings(const Arguments &arguments);
    void readFile(const QString &path);
    void fetch(const observation::Endpoint &endpoint);
    void take(const QByteArray &document);
    void append(const imports::DiscoveredEndpoint &found);
    void tell(const QString &error);

    QString m_source; ///< as given
    imports::DocumentPlace m_place;
    bool m_otherHosts = false;
    observation::Settings m_settings;
    std::optional<QByteArray> m_host; ///< to which credentials may go; nothing if the user named none
    std::unique_ptr<check::DocumentFetch> m_fetch;
    imports::DocumentKind m_kind = imports::DocumentKind::Unknown;
    QString m_title;
    CheckItems m_items;
    QList<imports::PassedOver> m_passedOver;
};

} // namespace wirewise::cli
