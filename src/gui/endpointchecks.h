#pragma once

#include "endpoints/filledendpoint.h"
#include "endpoints/secretstore.h"
#include "gui/endpointdesk.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace wirewise::gui {

/// A saved endpoint in an environment, by their names.
struct EndpointOrder
{
    QString endpoint;
    QString environment; ///< empty for none

    friend bool operator==(const EndpointOrder &, const EndpointOrder &) = default;
};
/// "orders/prices in staging"; the name of its sessions.
[[nodiscard]] QString titleOf(const EndpointOrder &order);

/// Makes saved endpoints ready to be checked: fills in their variables, and fetches their secrets from the
/// keychain or from the user. One after the other, so that the user is asked one question at a time.
class EndpointChecks : public QObject
{
    Q_OBJECT
public:
    /// Asks the user; value is empty if he gives none. remark: why the keychain cannot be used.
    struct Given
    {
        QByteArray value;
        bool keep = false;
    };
    using Ask = std::function<void(const endpoints::SecretKey &key, const QString &remark,
                                   std::function<void(const Given &)> answer)>;

    EndpointChecks(EndpointDesk *desk, std::unique_ptr<endpoints::SecretStore> store, Ask ask,
                   QObject *parent = nullptr);
    ~EndpointChecks() override;

    void prepare(const EndpointOrder &order);
    /// A secret that the user gave elsewhere; kept in the keychain for the place that the endpoint leads to.
    void keepFor(const EndpointOrder &order, const QByteArray &name, const QByteArray &value);
    /// Every secret of the endpoint in that environment.
    void forget(const EndpointOrder &order);

Q_SIGNALS:
    void ready(const wirewise::gui::EndpointOrder &order, const wirewise::endpoints::FilledEndpoint &filled);
    /// It cannot be checked, and why.
    void refused(const wirewise::gui::EndpointOrder &order, const QString &sentence);
    /// A sentence for the user.
    void notice(const QString &sentence);

private:
    void step();
    void keep(const endpoints::SecretKey &key, const QByteArray &value);
    void finish(const endpoints::FilledEndpoint &filled, const QString &problem);
    void fetch(const endpoints::SecretKey &key);
    void ask(const endpoints::SecretKey &key, const QString &remark);
    [[nodiscard]] endpoints::FilledEndpoint fill(const EndpointOrder &order) const;
    [[nodiscard]] endpoints::SecretKey keyOf(const EndpointOrder &order, const QByteArray &name,
                                             const QByteArray &place) const;

    EndpointDesk *m_desk;
    std::unique_ptr<endpoints::SecretStore> m_store;
    Ask m_ask;
    QList<EndpointOrder> m_orders;
    bool m_isBusy = false;
    QHash<QString, QByteArray> m_known; ///< by the text of their keys
};

} // namespace wirewise::gui
