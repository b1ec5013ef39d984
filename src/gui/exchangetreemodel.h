#pragma once

#include "observation/observation.h"

#include <QAbstractItemModel>

namespace wirewise::gui {

/// Probes, retries, and what came after the upgrade.
class ExchangeTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Group { Encryption, Probes, Retries, AfterUpgrade };
    enum Role {
        ProbeRole = Qt::UserRole, ///< name of the exchange
        MessageRole,              ///< number of the message; 0 for an exchange
        AnswerRole,               ///< "404"
        TokenRole,                ///< a Token, of the answer
        DirectionRole,            ///< of a message: a wire::Direction
        ControlRole,              ///< the exchange is a control
        IsGroupRole,
        TlsRole, ///< the row of the TLS handshake
    };

    explicit ExchangeTreeModel(QObject *parent = nullptr);
    ~ExchangeTreeModel() override;

    void show(const observation::Observation &observation);
    void clear();
    [[nodiscard]] QModelIndex indexOf(const QByteArray &probe) const;
    /// The row of the TLS handshake; invalid without TLS.
    [[nodiscard]] QModelIndex indexOfTls() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QByteArray probe;
        QString title, answer;
        int token = 0;
        qint64 message = 0;
        wire::Direction direction = wire::Direction::Received;
        bool isControl = false;
        bool isTls = false;
        friend bool operator==(const Row &, const Row &) = default;
    };
    struct Section
    {
        Group group = Group::Probes;
        QList<Row> rows;
    };
    [[nodiscard]] static Row tlsRowOf(const observation::TlsFacts &tls);
    [[nodiscard]] static QList<Section> sectionsOf(const observation::Observation &observation);
    [[nodiscard]] bool hasSameShape(const QList<Section> &sections) const;

    QList<Section> m_sections;
};

/// "Text, 96 bytes", "Close 1000".
[[nodiscard]] QString messageTitle(const observation::Message &message);

} // namespace wirewise::gui
