#pragma once

#include "gui/handshakenotes.h"
#include "observation/message.h"

#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class NotesPanel;
}

/// What the lines of the chosen exchange mean.
class NotesPanel : public QWidget
{
    Q_OBJECT
public:
    explicit NotesPanel(QWidget *parent = nullptr);
    ~NotesPanel() override;

    void show(const observation::Exchange &exchange, const diagnosis::Finding *finding);
    void show(const observation::Message &message);
    void clear();

Q_SIGNALS:
    void rangeChosen(wirewise::wire::Direction direction, wirewise::wire::ByteRange range);

private:
    void empty();
    void addNote(const HandshakeNote &note);
    void addProof(const AcceptProof &proof);
    void addFact(const QString &name, const QString &value, bool isCode);

    std::unique_ptr<Ui::NotesPanel> m_ui;
    QByteArray m_shownBytes; ///< what the notes were made from, so that the panel stands still
};

} // namespace wirewise::gui
