#pragma once

#include <QAbstractListModel>
#include <QDialog>
#include <QPointer>

#include <memory>

class QAction;

namespace wirewise::gui {

class SessionModel;

namespace Ui {
class CommandPalette;
}

/// One line of the palette.
struct PaletteItem
{
    enum class Kind { Heading, Command, Session, Finding, Scenario };
    Kind kind = Kind::Command;
    QString title, detail, keys;
    QByteArray icon;
    QString target; ///< name of the action, path, or id
    bool enabled = true;
};

/// How well words match a text: 0 not at all; more is better. Every word must occur; a start of a word counts
/// more.
[[nodiscard]] int matchScore(const QString &words, const QString &text);
/// The items that match, grouped under headings by kind, the best of each first.
[[nodiscard]] QList<PaletteItem> matchingItems(const QList<PaletteItem> &items, const QString &words);

class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { KindRole = Qt::UserRole, DetailRole, KeysRole, IconRole, TargetRole };

    using QAbstractListModel::QAbstractListModel;
    void setItems(const QList<PaletteItem> &items);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<PaletteItem> m_items;
};

/// Commands, sessions, explanations and the lab by a few letters. "?" lists the shortcuts.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent);
    ~CommandPalette() override;

    void setActions(const QList<QAction *> &actions);
    void setSessions(const SessionModel &sessions);
    /// Finding ids and lab scenarios.
    void setExplanations();
    void openOver(QWidget *window, const QString &words);

Q_SIGNALS:
    void sessionChosen(const QString &path);
    void findingChosen(const QByteArray &id);
    void scenarioChosen(const QByteArray &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter();
    void step(int by);
    void choose();

    std::unique_ptr<Ui::CommandPalette> m_ui;
    PaletteModel m_model;
    QList<PaletteItem> m_items;
    QList<QPointer<QAction>> m_actions;
};

} // namespace wirewise::gui
